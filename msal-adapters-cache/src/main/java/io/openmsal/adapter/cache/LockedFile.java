package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** One partition in one file: read at any time, changed under the lock. */
final class LockedFile {

    private static final int MOST_ATTEMPTS = 100;

    private final WholeFile content;
    private final ProcessLock lock;

    LockedFile(WholeFile content, ProcessLock lock) {
        this.content = content;
        this.lock = lock;
    }

    boolean exists() {
        return content.exists();
    }

    Optional<StoredPartition> read() throws IOException {
        return content.read().map(LockedFile::stored);
    }

    StoredPartition update(PartitionChange change) throws IOException {
        return lock.holding(() -> {
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                Optional<byte[]> present = content.read();
                byte[] next = change.apply(present.map(byte[]::clone)).clone();
                boolean unchanged = present.isPresent() && Arrays.equals(present.get(), next);
                if (unchanged || content.replace(present, next)) {
                    return stored(next);
                }
            }
            throw new StoreBusyException("Somebody who does not use its lock keeps writing to " + content
                    + ". Try again; if it stays so, give each its own file.");
        });
    }

    void delete() throws IOException {
        lock.holding(() -> {
            content.delete();
            return true;
        });
    }

    private static StoredPartition stored(byte[] bytes) {
        return new StoredPartition(bytes, ContentVersion.of(bytes));
    }
}
