package io.openmsal.adapter.cache;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The lock of the MSAL extensions for Python, Node and .NET, inside our own: a file that whoever writes creates, and deletes when
 * done. While it exists, theirs wait: Python's up to five seconds, Node's fifty.
 *
 * <p>A file that means something by being there outlives a writer that is killed. Ours come here one at a time, by our own
 * lock; so a file that one of ours left is known at once for what it is. One that somebody else left is taken over when it was there
 * for five seconds, as {@link FileAge} counts them: writers hold it for milliseconds, and theirs do not heed an older one either.
 *
 * <p>.NET's do not mind the file, and wait for the operating system's lock on it, which {@link LockFileClaim} takes as well. One of theirs that the
 * system says is held is held, for however long.
 */
final class ExtensionsLock implements WriteLock {

    private static final Duration THEIR_PATIENCE = Duration.ofSeconds(5);
    private static final byte[] OURS = "0 openmsal".getBytes(StandardCharsets.US_ASCII);
    private static final long LONGEST_PAUSE_MILLIS = 20;

    private final ProcessLock ours;
    private final Path file;
    private final Duration patience;
    private final FileSharing sharing;
    private final LockFileClaim claim;
    private final LongSupplier nanos;
    private final FileAge age;

    ExtensionsLock(
            ProcessLock ours,
            Path file,
            Duration patience,
            FileSharing sharing,
            LockFileClaim claim,
            LongSupplier nanos) {
        this.ours = ours;
        this.file = file;
        this.patience = patience;
        this.sharing = sharing;
        this.claim = claim;
        this.nanos = nanos;
        this.age = new FileAge(nanos);
    }

    /** The locks of one file: two beside it, whose names end in {@code .lock} and {@code .lockfile}. */
    static ExtensionsLock beside(Path file, Duration patience) {
        return beside(file, patience, FileSharing.of(file), new ClaimOfThisSystem(), System::nanoTime);
    }

    static ExtensionsLock beside(
            Path file, Duration patience, FileSharing sharing, LockFileClaim claim, LongSupplier nanos) {
        return new ExtensionsLock(
                ProcessLock.beside(file, patience),
                file.resolveSibling(file.getFileName() + ".lockfile"),
                patience,
                sharing,
                claim,
                nanos);
    }

    @Override
    public <T> T holding(Action<T> action) throws IOException {
        return ours.holding(() -> {
            Held held = create();
            try {
                return action.run();
            } finally {
                release(held);
            }
        });
    }

    /** What was done under the lock is done. A file that stays is known by the next of ours, and waited for by others for as long as they are patient. */
    private void release(Held held) {
        try (Closeable untilItIsDeleted = held.claim) {
            held.made.close();
            sharing.patiently(this::isDeletedIfOurs);
        } catch (IOException left) {
            // deleted by another, or open elsewhere
        }
    }

    /** MSAL for Node deletes the file of whoever holds it after each look at its cache; the one that is there now may be another's. */
    private boolean isDeletedIfOurs() throws IOException {
        return isOurs(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
                && Files.deleteIfExists(file);
    }

    /** Ends with the file being ours. Whoever fails has left it as it was. */
    private Held create() throws IOException {
        // what was left is counted from this look, so that our patience does not end just before theirs
        deleteIfLeft();
        long end = nanos.getAsLong() + patience.toNanos();
        long pause = 1;
        while (true) {
            Optional<Held> held = tryCreate();
            if (held.isPresent()) {
                return held.get();
            }
            boolean last = nanos.getAsLong() - end >= 0;
            if (!deleteIfLeft()) {
                if (last) {
                    throw new StoreBusyException("A program with another MSAL held the lock " + file + " for more than "
                            + patience.toMillis()
                            + " ms. Try again; if it stays so, end the process that hangs.");
                }
                sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private Optional<Held> tryCreate() throws IOException {
        FileChannel made;
        try {
            made = sharing.patiently(this::created);
        } catch (FileAlreadyExistsException theirs) {
            return Optional.empty();
        }
        Optional<Held> held = Optional.empty();
        try {
            held = claim.claim(file, made, OURS).map(claimed -> new Held(made, claimed));
            return held;
        } catch (IOException | RuntimeException failed) {
            made.close();
            sharing.orElse(false, () -> Files.deleteIfExists(file));
            throw failed;
        } finally {
            if (!held.isPresent()) {
                made.close();
            }
        }
    }

    /** Windows refuses a name for as long as somebody has the file open that was deleted under it. */
    private FileChannel created() throws IOException {
        return OwnerOnly.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Says in a lock file whose it is. */
    static void mark(Path file, FileChannel made, byte[] mark) throws IOException {
        FileFailure.named("writing", file, () -> made.write(ByteBuffer.wrap(mark)));
    }

    /** One that is open elsewhere is held. */
    private boolean deleteIfLeft() throws IOException {
        return sharing.orElse(false, this::isDeletedIfLeft);
    }

    private boolean isDeletedIfLeft() throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                throw new IOException("The lock " + file + " is not a regular file. Remove it.");
            }
            boolean isLeft = age.of(found).compareTo(THEIR_PATIENCE) >= 0 || isOurs(found);
            if (isLeft && !claim.isClaimed(file)) {
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

    /** What is held: the file, and the system's lock on it. */
    private static final class Held {

        final FileChannel made;
        final Closeable claim;

        Held(FileChannel made, Closeable claim) {
            this.made = made;
            this.claim = claim;
        }
    }
}
