package io.openmsal.adapter.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion between threads and between processes, by the operating system's lock on an open file. The system frees
 * it when the process dies; the file itself means nothing and stays.
 *
 * <p>The file is opened once and kept open: POSIX frees all locks a process has on a file when it closes any of its handles,
 * so another store of this process that opened and closed the file would end our lock.
 *
 * <p>Nobody that comes back again and again holds up the others: threads have their turns in the order in which they came, and
 * of stores and processes one at a time is next.
 */
final class ProcessLock implements WriteLock {

    private static final long LONGEST_PAUSE_MILLIS = 20;

    /** The bytes of the file that are locked: by the one that writes, and by the one that is next. */
    private static final long LOCK = 0;

    private static final long TURN = 1;

    private final Path file;
    private final Duration patience;
    private final ReentrantLock threads = new ReentrantLock(true);
    private @Nullable FileChannel channel;
    private @Nullable Object identity;

    ProcessLock(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** The lock of one file: another beside it, whose name ends in {@code .lock}. */
    static ProcessLock beside(Path file, Duration patience) {
        return new ProcessLock(file.resolveSibling(file.getFileName() + ".lock"), patience);
    }

    @Override
    public <T> T holding(Action<T> action) throws IOException {
        if (threads.isHeldByCurrentThread()) {
            throw new IllegalStateException("A change must not write to the store that applies it");
        }
        try {
            long end = System.nanoTime() + patience.toNanos();
            if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy("Another thread");
            }
            try (FileLock held = lock(end)) {
                return action.run();
            } finally {
                threads.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the lock " + file);
        }
    }

    private FileLock lock(long end) throws IOException, InterruptedException {
        while (true) {
            FileChannel open = openChannel();
            FileLock lock = inTurn(open, end);
            if (isStillThatFile()) {
                return lock;
            }
            // somebody has deleted the file, or its directory: others would lock a new one
            open.close();
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
            FileLock lock = tryLock(open, place);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - end >= 0) {
                throw busy("Another process, or another store of this one,");
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, long place) throws IOException {
        try {
            return channel.tryLock(place, 1, false);
        } catch (OverlappingFileLockException anotherStoreOfThisProcess) {
            return null;
        }
    }

    private FileChannel openChannel() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            OwnerOnly.createDirectories(Objects.requireNonNull(file.getParent()));
            open = OwnerOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            channel = open;
            identity = identity();
        }
        return open;
    }

    private boolean isStillThatFile() {
        try {
            return Objects.equals(identity, identity());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Device and inode, or null on a file system that has no such thing. */
    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    private StoreBusyException busy(String who) {
        return new StoreBusyException(who + " held the lock " + file + " for more than " + patience.toMillis()
                + " ms. Try again; if it stays so, end the process that hangs.");
    }
}
