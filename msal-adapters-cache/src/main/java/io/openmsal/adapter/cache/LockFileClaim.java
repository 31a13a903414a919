package io.openmsal.adapter.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The operating system's lock on a lock file, which the MSAL extensions for Python and .NET ask for besides the file being there: of .NET's it is the
 * only one, since they open a file that is there.
 */
interface LockFileClaim {

    /**
     * Takes the lock on a file, and says in the file whose it is.
     *
     * @param file the file
     * @param made the same, just made by the caller, who closes it
     * @param mark what it is to hold
     * @return what lets go of the lock, or empty when another program was quicker, whose file it is then
     * @throws IOException when it cannot be written to, or its file system has no locks
     */
    Optional<Closeable> claim(Path file, FileChannel made, byte[] mark) throws IOException;

    /**
     * Whether a program that lives has the lock.
     *
     * @param file the file
     * @return whether it has; false where the system has no such lock
     */
    boolean isClaimed(Path file);
}
