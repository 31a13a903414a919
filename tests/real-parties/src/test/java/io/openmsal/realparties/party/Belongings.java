package io.openmsal.realparties.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one party has started, written down and holds. It is taken away together: when the party is closed, when it does not get
 * as far as to run, and at the latest with this JVM. For one thread at a time.
 */
public final class Belongings implements AutoCloseable {

    private final Deque<Process> processes = new ArrayDeque<>();
    private final Deque<Path> paths = new ArrayDeque<>();
    private final Deque<Distribution> programs = new ArrayDeque<>();

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

    /**
     * Takes over a program that is to be let go when these go.
     *
     * @param program the program, held
     * @return the same
     */
    public Distribution held(Distribution program) {
        programs.push(program);
        return program;
    }

    /**
     * Ends, deletes and lets go, the last first. A second time it does nothing.
     *
     * @throws UncheckedIOException when something cannot be deleted; all the rest is gone then
     */
    @Override
    public void close() {
        while (!processes.isEmpty()) {
            Programs.end(processes.pop());
        }
        List<IOException> failures = new ArrayList<>();
        while (!paths.isEmpty()) {
            try {
                Leftovers.delete(paths.pop());
            } catch (IOException stays) {
                failures.add(stays);
            }
        }
        while (!programs.isEmpty()) {
            programs.pop().close(); // whoever has the folder next must find nobody in it
        }
        if (!failures.isEmpty()) {
            UncheckedIOException all = new UncheckedIOException(failures.get(0));
            failures.stream().skip(1).forEach(all::addSuppressed);
            throw all;
        }
    }
}
