package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;

/** A store in files, or beside one, under locks. Where which partition lies is what the stores differ in. */
abstract class LockedTokenStore implements TokenStore {

    /** What was tried, for {@link FileFailure}. */
    static final String READING = "Reading the token store";

    private static final String WRITING = "Writing to the token store";
    private static final String DELETING = "Deleting from the token store";

    /** The file of a partition, which need not exist. */
    abstract LockedPartition file(String partition);

    /** Whether there is something to delete of a partition; a place where nothing is gets no lock file. */
    boolean isAnythingLeft(LockedPartition file) throws IOException {
        return file.exists();
    }

    @Override
    public final Optional<StoredPartition> read(String partition) throws IOException {
        LockedPartition file = file(partition);
        return FileFailure.explained(READING, file::read);
    }

    @Override
    public final StoredPartition update(String partition, PartitionChange change) throws IOException {
        LockedPartition file = file(partition);
        return FileFailure.explained(WRITING, () -> file.update(change));
    }

    @Override
    public final void delete(String partition) throws IOException {
        LockedPartition file = file(partition);
        FileFailure.explained(DELETING, () -> {
            if (isAnythingLeft(file)) {
                file.delete();
            }
            return true;
        });
    }

    @Override
    public final boolean deleteUnchanged(String partition, String version) throws IOException {
        LockedPartition file = file(partition);
        return FileFailure.explained(DELETING, () -> file.exists() && file.deleteUnchanged(version));
    }
}
