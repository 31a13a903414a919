package io.openmsal.realparties.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one party has started and written down. It is taken away together: when the party is closed, when it does not get as far as to
 * run, and at the latest with this JVM. For one thread at a time.
 */
public final class Belongings implements AutoCloseable {

    private final Deque<Process> processes = new ArrayDeque<>();
    private final Deque<Path> paths = new ArrayDeque<>();

    /** Makes those of a party that has nothing. */
    public Belongings() {}

    /**
     * Starts a process.
     *
     * @param builder how
     * @return the process
     * @throws IOException when it cannot be started
     */
    public Process start(ProcessBuilder builder) throws IOException {
        Process process = Programs.start(builder);
        processes.push(process);
        return process;
    }

    /**
     * Makes an empty folder, for this user alone.
     *
     * @param prefix what its name begins with
     * @return the folder
     * @throws IOException when it cannot be made
     */
    public Path folder(String prefix) throws IOException {
        return owned(Files.createTempDirectory(
                prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /**
     * Takes over a file or a folder that is to go when these go.
     *
     * @param path the file or folder, which need not be there yet
     * @return the same
     */
    public Path owned(Path path) {
        paths.push(path);
        Leftovers.add(path);
        return path;
    }

    /** Ends and deletes, the last first. A second time it does nothing. */
    @Override
    public void close() {
        while (!processes.isEmpty()) {
            Programs.end(processes.pop());
        }
        try {
            while (!paths.isEmpty()) {
                Leftovers.delete(paths.pop());
            }
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
