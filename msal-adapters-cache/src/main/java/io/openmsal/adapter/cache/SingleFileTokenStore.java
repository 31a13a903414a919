package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A {@link TokenStore} of one partition in one file: the cache of a desktop or command-line application, which programs
 * with another MSAL open too.
 *
 * <p>Made as {@link FileTokenStore} makes its files, with the same promises; the lock is a file beside it whose name ends in
 * {@code .lock}. Other MSALs do not know that lock. So a change is applied again when the content was changed by somebody
 * else while it was computed; what remains is the moment between that check and the rename.
 */
public final class SingleFileTokenStore implements TokenStore {

    private final Path path;
    private final String partition;
    private final LockedFile file;

    /**
     * Makes a store that waits five seconds at most for another writer.
     *
     * @param file the file, which need not exist; neither need its directory
     * @param partition the name of the one partition that is in it
     * @throws IllegalArgumentException when the partition name is not one the port allows
     */
    public SingleFileTokenStore(Path file, String partition) {
        this(file, partition, FileTokenStore.PATIENCE);
    }

    /**
     * Makes a store.
     *
     * @param file the file, which need not exist; neither need its directory
     * @param partition the name of the one partition that is in it
     * @param lockPatience how long a writer waits for another one before it gives up with {@link StoreBusyException}
     * @throws IllegalArgumentException when the partition name is not one the port allows
     */
    public SingleFileTokenStore(Path file, String partition, Duration lockPatience) {
        this.path = Objects.requireNonNull(file, "file").toAbsolutePath();
        this.partition = PartitionName.checked(partition);
        String name = String.valueOf(path.getFileName());
        this.file = new LockedFile(
                new WholeFile(path, path.resolveSibling(name + ".tmp")),
                new ProcessLock(
                        path.resolveSibling(name + ".lock"), Objects.requireNonNull(lockPatience, "lockPatience")));
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        return file(partition).read();
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        return file(partition).update(change);
    }

    @Override
    public void delete(String partition) throws IOException {
        LockedFile held = file(partition);
        if (held.exists()) {
            held.delete();
        }
    }

    @Override
    public Set<String> partitions() {
        return file.exists() ? Collections.singleton(partition) : Collections.emptySet();
    }

    private LockedFile file(String name) {
        if (!PartitionName.checked(name).equals(partition)) {
            throw new IllegalArgumentException("The file " + path + " holds the partition " + partition
                    + " and no other. Use a FileTokenStore for many partitions.");
        }
        return file;
    }

    /** The file. */
    @Override
    public String toString() {
        return "token store in the file " + path;
    }
}
