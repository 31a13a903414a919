package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A store with room for one document. */
record OneDocumentStore(TokenStore store, String partition) implements TokenStore {

    @Override
    public Optional<StoredPartition> read(String name) throws IOException {
        return store.read(name);
    }

    @Override
    public StoredPartition update(String name, PartitionChange change) throws IOException {
        return store.update(name, change);
    }

    @Override
    public void delete(String name) throws IOException {
        store.delete(name);
    }

    @Override
    public Set<String> partitions() throws IOException {
        return store.partitions();
    }

    @Override
    public Optional<String> onlyPartition() {
        return Optional.of(partition);
    }
}
