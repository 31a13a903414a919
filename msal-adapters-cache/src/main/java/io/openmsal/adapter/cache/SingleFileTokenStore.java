package io.openmsal.adapter.cache;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A {@link TokenStore} of one partition in one file: the cache of a desktop or command-line application.
 *
 * <p>Made as {@link FileTokenStore} makes its files, with the same promises; the lock is a file beside it whose name ends in
 * {@code .lock}. The file holds the bytes after a line with their checksum, or in their encrypted form; where other programs have it open too, the bytes
 * and nothing else. A writer that does not know the lock is
 * noticed: the change is applied again to what it wrote, and what remains is the moment between that check and the rename.
 *
 * <p>A file that is not whole is set aside. In one that {@linkplain #sharedWithMsalExtensions is shared} there is no place for a checksum: there it is
 * known by not being JSON any more.
 */
public final class SingleFileTokenStore extends LockedTokenStore {

    private final Path path;
    private final String partition;
    private final TemporaryFiles temporaries;
    private final LockedPartition file;

    private SingleFileTokenStore(
            Path file,
            String partition,
            WholeFile.Writers writers,
            Function<Path, WriteLock> lock,
            StoredForm form,
            FileStoreOptions options) {
        this.path = Objects.requireNonNull(file, "file").toAbsolutePath();
        this.partition = PartitionName.checked(partition);
        this.temporaries = TemporaryFiles.beside(path);
        this.file = new LockedPartition(
                new WholeFile(path, temporaries, writers, FileSharing.of(path)),
                lock.apply(path),
                form,
                options.events());
    }

    /**
     * Makes a store that waits five seconds at most for another writer. A JSON document that is there already, such as the cache of another MSAL, is read; the
     * next change writes the line with the checksum.
     *
     * @param file the file, which need not exist; neither need its directory
     * @param partition the name of the one partition that is in it
     * @throws IllegalArgumentException when the partition name is not one the port allows
     */
    public SingleFileTokenStore(Path file, String partition) {
        this(file, partition, FileStoreOptions.defaults());
    }

    /**
     * Makes a store. A JSON document that is there already is read, as above.
     *
     * @param file the file, which need not exist; neither need its directory
     * @param partition the name of the one partition that is in it
     * @param options how long to wait, and whom to tell
     * @throws IllegalArgumentException when the partition name is not one the port allows
     */
    public SingleFileTokenStore(Path file, String partition, FileStoreOptions options) {
        this(
                file,
                partition,
                WholeFile.Writers.OTHERS_PERHAPS,
                path -> ProcessLock.beside(path, options.lockPatience()),
                new OwnFileForm(partition),
                options);
    }

    /**
     * Makes a store on a file that programs with MSAL for Python, Node or .NET have open too, through the file persistence of their
     * extensions packages.
     *
     * <p>Writing also takes their lock, a file whose name ends in {@code .lockfile}; on Linux MSAL for .NET waits for it where JNA is on the class path.
     * They write in place: content that is no
     * JSON object is read once more under both locks before it is believed, and set aside only when nobody has
     * written to it for a second. What a store for one program wrote there is read, and becomes a bare document with the next change. An empty file is nothing, since Node begins with one. The time stamp of what is written is a second ahead, so that none of them takes it for
     * what they have already read.
     *
     * @param file the file, which need not exist; neither need its directory
     * @param partition the name of the one partition that is in it
     * @param codec what tells a JSON object from anything else
     * @param options how long to wait for each of the two locks, and whom to tell
     * @return the store
     * @throws IllegalArgumentException when the partition name is not one the port allows
     */
    public static SingleFileTokenStore sharedWithMsalExtensions(
            Path file, String partition, JsonCodec codec, FileStoreOptions options) {
        return new SingleFileTokenStore(
                file,
                partition,
                WholeFile.Writers.OTHERS_TOO,
                path -> ExtensionsLock.beside(path, options.lockPatience()),
                new DocumentForm(codec, partition),
                options);
    }

    /** As the one above, with content that the operating system encrypts. */
    static SingleFileTokenStore protectedLikeMsalExtensions(
            Path file, String partition, StoredForm form, FileStoreOptions options) {
        return new SingleFileTokenStore(
                file,
                partition,
                WholeFile.Writers.OTHERS_TOO,
                path -> ExtensionsLock.beside(path, options.lockPatience()),
                form,
                options);
    }

    /**
     * Makes a store whose file is encrypted as by an {@link EncryptedTokenStore}, with AES-256 in Galois/Counter mode.
     *
     * @param file the file, which need not exist; neither need its directory
     * @param partition the name of the one partition that is in it
     * @param keys the keys, asked at every read and write; a file with a key they do not have is set aside
     * @param options how long to wait, and whom to tell
     * @return the store
     * @throws IllegalArgumentException when the partition name is not one the port allows
     */
    public static SingleFileTokenStore encrypted(
            Path file, String partition, EncryptionKeys keys, FileStoreOptions options) {
        return new SingleFileTokenStore(
                file,
                partition,
                WholeFile.Writers.OURS,
                path -> ProcessLock.beside(path, options.lockPatience()),
                new Sealing(keys, partition, new SecureRandom()),
                options);
    }

    @Override
    public Set<String> partitions() throws IOException {
        return FileFailure.explained(
                READING, () -> file.exists() ? Collections.singleton(partition) : Collections.emptySet());
    }

    @Override
    public Optional<String> onlyPartition() {
        return Optional.of(partition);
    }

    @Override
    LockedPartition file(String name) {
        if (!PartitionName.checked(name).equals(partition)) {
            throw new IllegalArgumentException("The file " + path + " holds the partition " + partition
                    + " and no other. Use a FileTokenStore for many partitions.");
        }
        return file;
    }

    /** Also what a writer left that was killed before the file was there. */
    @Override
    boolean isAnythingLeft(LockedPartition held) throws IOException {
        return super.isAnythingLeft(held) || temporaries.areLeft();
    }

    /** The file. */
    @Override
    public String toString() {
        return "token store in the file " + path;
    }
}
