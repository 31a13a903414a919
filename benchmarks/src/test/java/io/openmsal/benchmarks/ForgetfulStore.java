package io.openmsal.benchmarks;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that says of one update that it is stored, and drops it. */
public final class ForgetfulStore implements TokenStore {

    private final TokenStore store;
    private final AtomicInteger updatesBefore;

    /**
     * Makes one.
     *
     * @param store what keeps the others
     * @param dropped which update is dropped, from 1
     */
    public ForgetfulStore(TokenStore store, int dropped) {
        this.store = store;
        this.updatesBefore = new AtomicInteger(dropped);
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        if (updatesBefore.decrementAndGet() != 0) {
            return store.update(partition, change);
        }
        return new StoredPartition(change.apply(read(partition).map(StoredPartition::bytes)), "never stored");
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        return store.read(partition);
    }

    @Override
    public void delete(String partition) throws IOException {
        store.delete(partition);
    }

    @Override
    public Set<String> partitions() throws IOException {
        return store.partitions();
    }
}
