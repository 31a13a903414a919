package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One lock file as all stores of this process have it: open once, and for one thread at a time, which {@link #threads} tells. */
final class LockFile {

    final Path path;

    /** Threads have their turns in the order in which they came. Whoever has this one may use the rest. */
    final ReentrantLock threads = new ReentrantLock(true);

    /** How many use it at the moment or wait for it; {@link LockFiles} counts. */
    int users;

    /** Whether what killed writers left was deleted since this was opened. */
    boolean tidied;

    private @Nullable FileChannel channel;
    private @Nullable Object identity;

    LockFile(Path path) {
        this.path = path;
    }

    boolean isOpen() {
        FileChannel open = channel;
        return open != null && open.isOpen();
    }

    FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            OwnerOnly.createDirectories(Objects.requireNonNull(path.getParent()));
            open = OwnerOnly.openMark("The lock", path);
            channel = open;
            identity = identity();
        }
        return open;
    }

    boolean isStillThatFile() {
        try {
            return Objects.equals(identity, identity());
        } catch (IOException gone) {
            return false;
        }
    }

    void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        tidied = false;
        if (open != null) {
            open.close();
        }
    }

    /** For a handle that is in the way of the next attempt, as after its file server was gone. */
    void closeQuietly() {
        try {
            close();
        } catch (IOException nothingWasWritten) {
            // and no lock is held
        }
    }

    /**
     * Closes it, unless another copy of this library in this process has a lock on the file: POSIX would free that with any handle of the process.
     *
     * @return whether it is closed
     */
    boolean closeUnlessLockedHere() {
        FileChannel open = channel;
        try {
            if (open != null && open.isOpen()) {
                // held until the handle is closed, so that nobody here has one in between; null when another process
                // has it
                open.tryLock(0, Long.MAX_VALUE, false);
            }
        } catch (OverlappingFileLockException anotherCopy) {
            return false;
        } catch (IOException noLocks) {
            // then there is none to be freed
        }
        closeQuietly();
        return true;
    }

    /** Device and inode, or null on a file system that has no such thing. */
    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }
}
