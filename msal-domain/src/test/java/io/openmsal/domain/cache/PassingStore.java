package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A store that passes everything on to another. Those that are made of it do something else in one place. */
class PassingStore implements TokenStore {

    private final TokenStore store;

    PassingStore(TokenStore store) {
        this.store = store;
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
        store.delete(partition);
    }

    @Override
    public boolean deleteUnchanged(String partition, String version) throws IOException {
        return store.deleteUnchanged(partition, version);
    }

    @Override
    public Set<String> partitions() throws IOException {
        return store.partitions();
    }
}
