package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;

/** A store in files under locks. Which file holds which partition is what the stores differ in. */
abstract class LockedTokenStore implements TokenStore {

    /** The file of a partition, which need not exist. */
    abstract LockedPartition file(String partition);

    @Override
    public final Optional<StoredPartition> read(String partition) throws IOException {
        return file(partition).read();
    }

    @Override
    public final StoredPartition update(String partition, PartitionChange change) throws IOException {
        return file(partition).update(change);
    }

    @Override
    public final void delete(String partition) throws IOException {
        LockedPartition file = file(partition);
        if (file.exists()) {
            file.delete();
        }
    }

    @Override
    public final boolean deleteUnchanged(String partition, String version) throws IOException {
        LockedPartition file = file(partition);
        return file.exists() && file.deleteUnchanged(version);
    }
}
