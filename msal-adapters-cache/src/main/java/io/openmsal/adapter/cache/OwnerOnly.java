package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;

/**
 * Files and directories that nobody else may open, from their first moment on. Where a file system has no POSIX modes they
 * inherit what their directory grants, which for a profile directory on Windows is its owner.
 */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Opens a file; one that is created by this has mode 0600. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, new HashSet<>(Arrays.asList(options)), mode(file, "rw-------"));
    }

    /**
     * Opens a file that means something by being there, and creates it where it is not. What else may have its name is never opened: a link could lead
     * elsewhere, and a pipe waits for a reader.
     *
     * @param what what it is, as the beginning of a sentence
     */
    static FileChannel openMark(String what, Path file) throws IOException {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
                throw new IOException(what + " " + file + " is not a regular file. Remove it.");
            }
        } catch (NoSuchFileException notYet) {
            // then it is created
        }
        return open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Creates a directory, and those above it, with mode 0700; one that exists stays as it is. */
    static void createDirectories(Path directory) throws IOException {
        // JDK 17.0.0 to 17.0.13 refuses a link to a directory there (JDK-8294193)
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, mode(directory, "rwx------"));
        }
    }

    /** Takes a file that somebody else may have made from all but its owner. Where modes cannot be changed it stays as it is. */
    static void restrict(Path file) {
        PosixFileAttributeView modes =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (modes != null) {
            try {
                modes.setPermissions(PosixFilePermissions.fromString("rw-------"));
            } catch (IOException notOursToSay) {
                // it belongs to another user, or its file system has one mode for all
            }
        }
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))};
    }
}
