package io.openmsal.adapter.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/** What a failure of the file system means, by its kind: most of them carry a path and nothing else. */
final class FileFailure {

    private FileFailure() {}

    /**
     * Does something with files, and says more when it fails.
     *
     * @param tried what is done, as the beginning of a sentence
     */
    static <T> T explained(String tried, WriteLock.Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (FileSystemException failure) {
            throw of(tried, failure);
        } catch (DirectoryIteratorException failure) {
            IOException why = failure.getCause();
            throw why instanceof FileSystemException one ? of(tried, one) : why;
        }
    }

    /** The failure as the port wants it: what was tried, where, what came back, and a next step. */
    static IOException of(String tried, FileSystemException failure) {
        return of(tried, failure, FileSharing.of(Paths.get("")));
    }

    /** The same for files that are shared in a way of their own. */
    static IOException of(String tried, FileSystemException failure, FileSharing sharing) {
        return new IOException(tried + " failed at " + failure.getFile() + ": " + nextStep(failure, sharing), failure);
    }

    /**
     * Does something with a file that is open, and names the file when it fails: of a disk that is full or broken Java tells without it.
     *
     * @param doing what is done, as in "reading"
     */
    static <T> T named(String doing, Path file, WriteLock.Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (FileSystemException isNamed) {
            throw isNamed;
        } catch (ClosedByInterruptException interrupted) {
            throw new InterruptedIOException("Interrupted while " + doing + " " + file);
        } catch (IOException failed) {
            FileSystemException named = new FileSystemException(file.toString(), null, failed.getMessage());
            named.initCause(failed);
            throw named;
        }
    }

    private static String nextStep(FileSystemException failure, FileSharing sharing) {
        String reason = failure.getReason() == null ? "" : failure.getReason() + ". ";
        if (failure.getOtherFile() != null && WindowsSharing.mayPass(failure)) {
            return (reason.isEmpty() ? "it" : reason + "It") + " could not take the place of " + failure.getOtherFile()
                    + ". Try again; if it stays so, look for what keeps either of them open or protects it.";
        }
        if (failure instanceof AccessDeniedException) {
            return "access was denied. "
                    + orOpen(
                            "Let the user that this process runs as own the directory and what is in it, or configure"
                                    + " another place.",
                            failure,
                            sharing);
        }
        if (failure instanceof FileAlreadyExistsException
                || failure instanceof NotDirectoryException
                || isInsideAFile(failure.getFile())) {
            return "there is a file where a directory has to be. Move it away, or configure another place.";
        }
        if (failure instanceof NoSuchFileException) {
            return "it is gone. Try again; if it stays so, look for what deletes it.";
        }
        if (failure instanceof NoLocksException) {
            return reason + "Let its file system be mounted with locks, or configure another place.";
        }
        return reason + orOpen("Look whether the disk is full, read-only or gone.", failure, sharing);
    }

    private static String orOpen(String step, FileSystemException failure, FileSharing sharing) {
        return sharing.mayBeOpen(failure)
                ? "Try again; if it stays so, look for what keeps it open. If nothing does, "
                        + Character.toLowerCase(step.charAt(0)) + step.substring(1)
                : step;
    }

    /** Systems tell that by a text alone. */
    private static boolean isInsideAFile(@Nullable String file) {
        Path above = file == null ? null : Paths.get(file).getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        return above != null && !Files.isDirectory(above);
    }
}
