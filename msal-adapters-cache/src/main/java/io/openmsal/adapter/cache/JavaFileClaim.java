package io.openmsal.adapter.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Java's own lock. It keeps others out on Windows, where they cannot open what is open here, and on macOS, where it meets {@code flock} in the kernel.
 * On Linux it does not.
 */
final class JavaFileClaim implements LockFileClaim {

    @Override
    public Optional<Closeable> claim(Path file, FileChannel made, byte[] mark) throws IOException {
        FileLock lock = ProcessLock.tried(file, made::tryLock);
        if (lock == null) {
            return Optional.empty();
        }
        // not before: whoever was quicker may be about to say that it is theirs
        ExtensionsLock.mark(file, made, mark);
        return Optional.of(made);
    }

    @Override
    public boolean isClaimed(Path file) {
        try (FileChannel found = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return ProcessLock.tried(file, found::tryLock) == null;
        } catch (IOException notToBeTold) {
            return false;
        }
    }
}
