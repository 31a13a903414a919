package io.openmsal.realparties.party;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was started and written down here and is not taken away yet: a JVM that is ended takes it along. Safe for many threads. */
final class Leftovers {

    private static final Set<Process> PROCESSES = ConcurrentHashMap.newKeySet();
    private static final Set<Path> PATHS = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::takeAway, "parties-end"));
    }

    private Leftovers() {}

    static void add(Process process) {
        PROCESSES.add(process);
        process.onExit().thenRun(() -> PROCESSES.remove(process));
    }

    static void add(Path path) {
        PATHS.add(path);
    }

    static void delete(Path path) throws IOException {
        Folders.delete(path);
        PATHS.remove(path);
    }

    private static void takeAway() {
        Programs.end(List.copyOf(PROCESSES));
        for (Path path : PATHS) {
            try {
                delete(path);
            } catch (IOException stays) {
                System.err.println("Could not be deleted: " + path);
            }
        }
    }
}
