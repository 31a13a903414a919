package io.openmsal.adapter.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion between threads and between processes, by the operating system's lock on an open file. The system frees
 * it when the process dies; the file itself means nothing and stays.
 *
 * <p>Nobody that comes back again and again holds up the others: threads have their turns in the order in which they came, whichever store
 * they use, and of processes one at a time is next.
 */
final class ProcessLock implements WriteLock {

    private static final long LONGEST_PAUSE_MILLIS = 20;

    /** The bytes of the file that are locked: by the one that writes, and by the one that is next. */
    private static final long LOCK = 0;

    private static final long TURN = 1;

    private final Path file;
    private final TemporaryFiles temporary;
    private final Duration patience;

    /**
     * Makes the lock.
     *
     * @param file the lock file
     * @param temporary what its holders write, and leave when they are killed
     * @param patience how long to wait for others
     */
    ProcessLock(Path file, TemporaryFiles temporary, Duration patience) {
        this.file = file;
        this.temporary = temporary;
        this.patience = patience;
    }

    /** The lock of one file: another beside it, whose name ends in {@code .lock}. */
    static ProcessLock beside(Path file, Duration patience) {
        return new ProcessLock(
                file.resolveSibling(file.getFileName() + ".lock"), TemporaryFiles.beside(file), patience);
    }

    @Override
    public <T> T holding(Action<T> action) throws IOException {
        LockFiles files = LockFiles.ofThisProcess();
        LockFile shared = files.take(file);
        try {
            return inTurnOfThreads(shared, action);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the lock " + file);
        } finally {
            files.giveBack(shared);
        }
    }

    private <T> T inTurnOfThreads(LockFile shared, Action<T> action) throws IOException, InterruptedException {
        if (shared.threads.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "A change must not write to the store that applies it, nor to another with its" + " lock " + file);
        }
        long end = System.nanoTime() + patience.toNanos();
        if (!shared.threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw busy("Another thread");
        }
        try {
            FileLock held = lock(shared, end);
            try {
                // once in a process: who is killed leaves something, and is usually started again
                if (!shared.tidied) {
                    temporary.deleteLeft();
                    shared.tidied = true;
                }
                return action.run();
            } finally {
                release(shared, held);
            }
        } finally {
            shared.threads.unlock();
        }
    }

    /** What was done under the lock is done. A lock that cannot be let go of goes with its handle. */
    private static void release(LockFile shared, FileLock held) {
        try {
            held.close();
        } catch (IOException brokenHandle) {
            shared.closeQuietly();
        }
    }

    private FileLock lock(LockFile shared, long end) throws IOException, InterruptedException {
        while (true) {
            FileLock lock;
            try {
                lock = inTurn(shared.channel(), end);
            } catch (StoreBusyException | InterruptedIOException othersAreWriting) {
                throw othersAreWriting;
            } catch (IOException mayBeTheHandle) {
                // a file server that came back knows no handle from before: the next attempt has another
                shared.closeQuietly();
                throw mayBeTheHandle;
            }
            if (shared.isStillThatFile()) {
                return lock;
            }
            // somebody has deleted the file, or its directory: others would lock a new one
            shared.close();
        }
    }

    /** Whoever waits for the lock holds the turn meanwhile, so that nobody who comes back can take the lock again before. */
    private FileLock inTurn(FileChannel open, long end) throws IOException, InterruptedException {
        try (FileLock turn = patiently(open, TURN, end)) {
            return patiently(open, LOCK, end);
        }
    }

    private FileLock patiently(FileChannel open, long place, long end) throws IOException, InterruptedException {
        long pause = 1;
        while (true) {
            FileLock lock = tried(file, () -> open.tryLock(place, 1, false));
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - end >= 0) {
                throw busy("Another process, or another copy of this library in this one,");
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** The lock, or null while another has it. Of a file system without locks Java tells without the file. */
    static @Nullable FileLock tried(Path file, Action<@Nullable FileLock> attempt) throws IOException {
        try {
            return attempt.run();
        } catch (OverlappingFileLockException anotherClassLoader) {
            return null;
        } catch (IOException refused) {
            throw new NoLocksException(file, refused);
        }
    }

    private StoreBusyException busy(String who) {
        return new StoreBusyException(who + " held the lock " + file + " for more than " + patience.toMillis()
                + " ms. Try again; if it stays so, end the process that hangs.");
    }
}
