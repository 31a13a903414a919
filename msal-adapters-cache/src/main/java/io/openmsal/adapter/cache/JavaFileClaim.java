package io.openmsal.adapter.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Java's own lock. It keeps others out on Windows, where they cannot open what is open here, and on macOS, where it meets {@code flock} in the kernel.
 * On Linux it does not.
 */
final class JavaFileClaim implements LockFileClaim {

    @Override
    public Optional<Closeable> claim(Path file, FileChannel made, byte[] mark) throws IOException {
        ExtensionsLock.mark(file, made, mark);
        FileLock lock = ProcessLock.tried(file, made::tryLock);
        return lock == null ? Optional.empty() : Optional.of(made);
    }

    @Override
    public boolean isClaimed(Path file) {
        return false;
    }
}
