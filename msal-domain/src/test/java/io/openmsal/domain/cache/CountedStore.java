package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A store that counts the calls it gets and the bytes that are written to it. For one thread. */
final class CountedStore extends PassingStore {

    private int calls;
    private long bytesWritten;

    CountedStore(TokenStore store) {
        super(store);
    }

    int calls() {
        return calls;
    }

    long bytesWritten() {
        return bytesWritten;
    }

    void forget() {
        calls = 0;
        bytesWritten = 0;
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        calls++;
        return super.read(partition);
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        calls++;
        StoredPartition written = super.update(partition, change);
        bytesWritten += written.bytes().length;
        return written;
    }

    @Override
    public void delete(String partition) throws IOException {
        calls++;
        super.delete(partition);
    }

    @Override
    public boolean deleteUnchanged(String partition, String version) throws IOException {
        calls++;
        return super.deleteUnchanged(partition, version);
    }

    @Override
    public Set<String> partitions() throws IOException {
        calls++;
        return super.partitions();
    }
}
