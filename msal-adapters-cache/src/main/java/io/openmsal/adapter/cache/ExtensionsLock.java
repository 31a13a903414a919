package io.openmsal.adapter.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The lock of the MSAL extensions for Python, Node and .NET, inside our own: a file that whoever writes creates, and deletes when
 * done. While it exists, theirs wait: Python's and .NET's up to five seconds, Node's fifty.
 *
 * <p>A file that means something by being there outlives a writer that is killed. Ours come here one at a time, by our own
 * lock; so a file that one of ours left is known at once for what it is. One that somebody else left is taken over when it was there
 * for five seconds, as {@link FileAge} counts them: writers hold it for milliseconds, and theirs do not heed an older one either.
 *
 * <p>On Windows and macOS the operating system's lock on the open file keeps out those that ask for that, too. On Linux they
 * ask for {@code flock}, which Java does not offer.
 */
final class ExtensionsLock implements WriteLock {

    private static final Duration THEIR_PATIENCE = Duration.ofSeconds(5);
    private static final byte[] OURS = "0 openmsal".getBytes(StandardCharsets.US_ASCII);
    private static final long LONGEST_PAUSE_MILLIS = 20;

    private final ProcessLock ours;
    private final Path file;
    private final Duration patience;
    private final LongSupplier nanos;
    private final FileAge age;

    ExtensionsLock(ProcessLock ours, Path file, Duration patience, LongSupplier nanos) {
        this.ours = ours;
        this.file = file;
        this.patience = patience;
        this.nanos = nanos;
        this.age = new FileAge(nanos);
    }

    /** The locks of one file: two beside it, whose names end in {@code .lock} and {@code .lockfile}. */
    static ExtensionsLock beside(Path file, Duration patience) {
        return beside(file, patience, System::nanoTime);
    }

    static ExtensionsLock beside(Path file, Duration patience, LongSupplier nanos) {
        return new ExtensionsLock(
                ProcessLock.beside(file, patience),
                file.resolveSibling(file.getFileName() + ".lockfile"),
                patience,
                nanos);
    }

    @Override
    public <T> T holding(Action<T> action) throws IOException {
        return ours.holding(() -> {
            FileChannel held = create();
            try {
                return action.run();
            } finally {
                held.close();
                deleteOurs();
            }
        });
    }

    /** MSAL for Node deletes the file of whoever holds it after each look at its cache; the one that is there now may be another's. */
    private void deleteOurs() throws IOException {
        try {
            if (isOurs(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))) {
                delete();
            }
        } catch (NoSuchFileException deletedByAnother) {
            // as it was to be
        }
    }

    private void delete() throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (AccessDeniedException openElsewhere) {
            // Windows: somebody is just looking at it; the next of ours knows whose it was
        }
    }

    /** Ends with the file being ours. Whoever fails has left it as it was. */
    private FileChannel create() throws IOException {
        // what was left is counted from this look, so that our patience does not end just before theirs
        deleteIfLeft();
        long end = nanos.getAsLong() + patience.toNanos();
        long pause = 1;
        while (true) {
            try {
                return marked(OwnerOnly.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException held) {
                boolean last = nanos.getAsLong() - end >= 0;
                if (!deleteIfLeft()) {
                    if (last) {
                        throw new StoreBusyException("A program with another MSAL held the lock " + file
                                + " for more than " + patience.toMillis()
                                + " ms. Try again; if it stays so, end the process that hangs.");
                    }
                    sleep(pause);
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                }
            }
        }
    }

    private FileChannel marked(FileChannel created) throws IOException {
        try {
            created.write(ByteBuffer.wrap(OURS));
            // where the system's lock is not to be had, the file alone has to do, as with them
            FileLock unused = created.tryLock();
            return created;
        } catch (IOException | RuntimeException failed) {
            created.close();
            delete();
            throw failed;
        }
    }

    private boolean deleteIfLeft() throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                throw new IOException("The lock " + file + " is not a regular file. Remove it.");
            }
            if (age.of(found).compareTo(THEIR_PATIENCE) >= 0 || isOurs(found)) {
                Files.deleteIfExists(file);
                return true;
            }
            return false;
        } catch (NoSuchFileException freeNow) {
            return true;
        }
    }

    private boolean isOurs(BasicFileAttributes found) throws IOException {
        return found.size() == OURS.length && Arrays.equals(Files.readAllBytes(file), OURS);
    }

    private void sleep(long millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the lock " + file);
        }
    }
}
