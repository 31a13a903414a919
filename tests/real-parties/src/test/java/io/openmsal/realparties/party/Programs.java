package io.openmsal.realparties.party;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Finds programs the way a shell does, starts them and ends them. */
public final class Programs {

    private Programs() {}

    /**
     * The first of some programs that is on the {@code PATH}.
     *
     * @param names the names it may have, the preferred one first
     * @return where it is, or empty
     */
    public static Optional<Path> find(String... names) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a process that does not outlive this JVM.
     *
     * @param builder how
     * @return the process
     * @throws IOException when it cannot be started
     */
    public static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Leftovers.add(process);
        return process;
    }

    /**
     * Ends a process that was started here, and everything it started: kindly at first, then for certain.
     *
     * @param process the process
     */
    public static void end(Process process) {
        end(List.of(process));
    }

    /** Ends some processes together, each with everything it started. */
    static void end(Collection<Process> processes) {
        // a parent that is gone has no descendants any more: they are asked for before anyone is told
        List<ProcessHandle> descendants =
                processes.stream().flatMap(Process::descendants).toList();
        List<ProcessHandle> all = Stream.concat(
                        descendants.stream(), processes.stream().map(Process::toHandle))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(Stream.concat(
                                    descendants.stream().map(ProcessHandle::onExit),
                                    processes.stream().map(Process::onExit))
                            .toArray(CompletableFuture<?>[]::new))
                    .get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException notAll) {
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException interrupted) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
