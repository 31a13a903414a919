package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A store in which something happens, once, just before one of the deletions. */
final class BetweenStore implements TokenStore {

    private final TokenStore store;
    private final Runnable event;
    private int until;

    BetweenStore(TokenStore store, int deletion, Runnable event) {
        this.store = store;
        this.until = deletion;
        this.event = event;
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        return store.read(partition);
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        return store.update(partition, change);
    }

    @Override
    public void delete(String partition) throws IOException {
        happen();
        store.delete(partition);
    }

    @Override
    public boolean deleteUnchanged(String partition, String version) throws IOException {
        happen();
        return store.deleteUnchanged(partition, version);
    }

    @Override
    public Set<String> partitions() throws IOException {
        return store.partitions();
    }

    private void happen() {
        until--;
        if (until == 0) {
            event.run();
        }
    }
}
