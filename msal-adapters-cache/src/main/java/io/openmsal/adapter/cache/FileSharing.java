package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * What a file system does about those who have a file open while somebody else renames, deletes or opens it. One is chosen for each store. Safe for
 * many threads.
 */
interface FileSharing {

    /** Windows' where there are no POSIX modes, and otherwise POSIX's. */
    static FileSharing of(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new PosixSharing()
                : new WindowsSharing();
    }

    /**
     * Does one step on files, and waits a moment for those who have them open.
     *
     * @param step what may be begun again after it was refused
     */
    <T> T patiently(WriteLock.Action<T> step) throws IOException;

    /**
     * Does one step on files at once.
     *
     * @param refused the result when somebody has them open
     */
    <T> T orElse(T refused, WriteLock.Action<T> step) throws IOException;

    /** Whether a step may have been refused because somebody has a file open. */
    boolean mayBeOpen(FileSystemException refused);
}
