package io.openmsal.adapter.cache;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/** {@code flock(2)} of Linux, which locks an open file as a whole, and which the kernel frees with the process. */
final class NativeFlock implements LockFileClaim {

    /** {@code O_RDONLY | O_CLOEXEC}: a program that this one starts would have the lock, too. */
    private static final int READ_ONLY = 0x80000;

    /** {@code LOCK_EX | LOCK_NB}. */
    private static final int EXCLUSIVE_OR_NOTHING = 2 | 4;

    private static final int NO_SUCH_FILE = 2;
    private static final int WOULD_BLOCK = 11;

    private final LibC system;

    /** The functions of the system that are used. */
    interface LibC extends Library {
        int open(String path, int flags) throws LastErrorException;

        int flock(int descriptor, int operation) throws LastErrorException;

        int close(int descriptor) throws LastErrorException;
    }

    NativeFlock(LibC system) {
        this.system = system;
    }

    static LockFileClaim load() {
        return new NativeFlock(Native.load(
                "c",
                LibC.class,
                Collections.singletonMap(
                        Library.OPTION_STRING_ENCODING, System.getProperty("sun.jnu.encoding", "UTF-8"))));
    }

    /** Whoever else has taken and deleted the file meanwhile has left what was made here without a name: then it holds nobody off. */
    @Override
    public Optional<Closeable> claim(Path file, FileChannel made, byte[] mark) throws IOException {
        int descriptor;
        try {
            descriptor = system.open(file.toString(), READ_ONLY);
        } catch (LastErrorException refused) {
            if (refused.getErrorCode() == NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw new FileSystemException(file.toString(), null, refused.getMessage());
        }
        boolean isOurs = false;
        try {
            if (!locked(descriptor)) {
                return Optional.empty();
            }
            ExtensionsLock.mark(file, made, mark);
            isOurs = holds(file, mark);
            return isOurs ? Optional.of(() -> close(descriptor)) : Optional.empty();
        } finally {
            if (!isOurs) {
                close(descriptor);
            }
        }
    }

    private static boolean holds(Path file, byte[] mark) throws IOException {
        try {
            return Arrays.equals(Files.readAllBytes(file), mark);
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        }
    }

    @Override
    public boolean isClaimed(Path file) {
        int descriptor;
        try {
            descriptor = system.open(file.toString(), READ_ONLY);
        } catch (LastErrorException refused) {
            // of one that is there and cannot be opened nobody knows, and it is not ours to delete
            return refused.getErrorCode() != NO_SUCH_FILE;
        }
        try {
            return !locked(descriptor);
        } finally {
            close(descriptor);
        }
    }

    /** On a file system without {@code flock} nobody has it: there the file has to do, and our own lock. */
    private boolean locked(int descriptor) {
        try {
            system.flock(descriptor, EXCLUSIVE_OR_NOTHING);
            return true;
        } catch (LastErrorException refused) {
            return refused.getErrorCode() != WOULD_BLOCK;
        }
    }

    private void close(int descriptor) {
        try {
            system.close(descriptor);
        } catch (LastErrorException unheard) {
            // it is closed all the same
        }
    }
}
