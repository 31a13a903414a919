package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;

/** A store whose connection breaks when it has written and before it has said so. */
final class WritesAndFails extends PassingStore {

    WritesAndFails(TokenStore store) {
        super(store);
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        super.update(partition, change);
        throw new IOException("connection broken.");
    }
}
