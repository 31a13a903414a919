package io.openmsal.adapter.cache;

import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A {@link TokenStore} in a directory, one file for each partition.
 *
 * <p>The directory is created when something is first written, with mode 0700, and its files with mode 0600; on Windows all have the
 * rights of the directory that it is made in. Reading takes no
 * lock. Writing takes one lock for the whole directory, which the operating system frees when its holder dies, and ends with
 * an atomic rename: a crash leaves the old content. Safe for many threads, for many stores on one directory, and for many
 * processes on one machine; a network file system must support locks. More than 64 MiB in one partition is refused. Making a
 * store touches no disk.
 *
 * <p>A file that a disk or a person has cut, changed or moved to another partition is known by its checksum, or by not decrypting. It is renamed (its name
 * then has {@code .set-aside-} in it), the operator is told once, and the partition counts as never written.
 */
public final class FileTokenStore extends LockedTokenStore {

    private final Path directory;
    private final TemporaryFiles temporary;
    private final WriteLock lock;
    private final Function<String, StoredForm> form;
    private final FileSharing sharing;
    private final EventSink events;

    private FileTokenStore(Path directory, Function<String, StoredForm> form, FileStoreOptions options) {
        this.directory = Objects.requireNonNull(directory, "directory").toAbsolutePath();
        this.temporary = new TemporaryFiles(this.directory, "tokens");
        this.lock = new ProcessLock(this.directory.resolve("tokens.lock"), temporary, options.lockPatience());
        this.form = form;
        this.sharing = FileSharing.of(this.directory);
        this.events = options.events();
    }

    /**
     * Makes a store that waits five seconds at most for another writer. The content is not encrypted.
     *
     * @param directory where the files go; nothing else should be in it
     */
    public FileTokenStore(Path directory) {
        this(directory, FileStoreOptions.defaults());
    }

    /**
     * Makes a store. The content is not encrypted.
     *
     * @param directory where the files go; nothing else should be in it
     * @param options how long to wait, and whom to tell
     */
    public FileTokenStore(Path directory, FileStoreOptions options) {
        this(directory, ChecksummedForm::new, options);
    }

    /**
     * Makes a store whose files are encrypted as by an {@link EncryptedTokenStore}, with AES-256 in Galois/Counter mode.
     *
     * @param directory where the files go; nothing else should be in it
     * @param keys the keys, asked at every read and write; a file with a key they do not have is set aside
     * @param options how long to wait, and whom to tell
     * @return the store
     */
    public static FileTokenStore encrypted(Path directory, EncryptionKeys keys, FileStoreOptions options) {
        SecureRandom random = new SecureRandom();
        return new FileTokenStore(directory, partition -> new Sealing(keys, partition, random), options);
    }

    @Override
    public Set<String> partitions() throws IOException {
        return FileFailure.explained(READING, this::named);
    }

    private Set<String> named() throws IOException {
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

    @Override
    LockedPartition file(String partition) {
        Path file = directory.resolve(PartitionFileName.of(PartitionName.checked(partition)));
        return new LockedPartition(
                new WholeFile(file, temporary, WholeFile.Writers.OURS, sharing), lock, form.apply(partition), events);
    }

    /** The directory. */
    @Override
    public String toString() {
        return "token store in the directory " + directory;
    }
}
