package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A {@link TokenStore} in a directory, one file for each partition.
 *
 * <p>The directory is created when something is first written, with mode 0700, and its files with mode 0600; the content is
 * not encrypted. Reading takes no lock. Writing takes one lock for the whole directory, which the operating system frees
 * when its holder dies, and ends with an atomic rename: a crash leaves the old content. Safe for many threads, for many
 * stores on one directory, and for many processes on one machine; a network file system must support locks. More than
 * 64 MiB in one partition is refused. Making a store touches no disk.
 */
public final class FileTokenStore implements TokenStore {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path directory;
    private final ProcessLock lock;

    /**
     * Makes a store that waits five seconds at most for another writer.
     *
     * @param directory where the files go; nothing else should be in it
     */
    public FileTokenStore(Path directory) {
        this(directory, PATIENCE);
    }

    /**
     * Makes a store.
     *
     * @param directory where the files go; nothing else should be in it
     * @param lockPatience how long a writer waits for another one before it gives up with {@link StoreBusyException}
     */
    public FileTokenStore(Path directory, Duration lockPatience) {
        this.directory = Objects.requireNonNull(directory, "directory").toAbsolutePath();
        this.lock = new ProcessLock(
                this.directory.resolve("tokens.lock"), Objects.requireNonNull(lockPatience, "lockPatience"));
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
        LockedFile file = file(partition);
        if (file.exists()) {
            file.delete();
        }
    }

    @Override
    public Set<String> partitions() throws IOException {
        Set<String> partitions = new LinkedHashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Path name = file.getFileName();
                PartitionFileName.partition(String.valueOf(name)).ifPresent(partitions::add);
            }
        } catch (NoSuchFileException nothingWrittenYet) {
            return Collections.emptySet();
        }
        return Collections.unmodifiableSet(partitions);
    }

    private LockedFile file(String partition) {
        Path file = directory.resolve(PartitionFileName.of(PartitionName.checked(partition)));
        return new LockedFile(new WholeFile(file, directory.resolve("tokens.tmp")), lock);
    }

    /** The directory. */
    @Override
    public String toString() {
        return "token store in the directory " + directory;
    }
}
