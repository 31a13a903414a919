package io.openmsal.benchmarks.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running {@link Writer}, as the one who kills it sees it. */
final class WriterProcess {

    private final Process process;
    private final Thread listener;
    private final Acknowledgements acknowledgements;
    private volatile long firstMillis = -1;

    /**
     * Starts one.
     *
     * @param program whose main method writes, as that of {@link Writer} does
     * @param kind the store
     * @param place its place
     * @param name of the writer
     * @param acknowledgements those of the processes of this name, this one's to come among them
     */
    WriterProcess(Class<?> program, StoreKind kind, Path place, String name, Acknowledgements acknowledgements)
            throws IOException {
        this.acknowledgements = acknowledgements;
        process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        kind.name(),
                        place.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        listener = new Thread(this::listen, "acknowledgements of " + name);
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] numbers = line.split(" ", -1);
                if (numbers.length == 2 && !numbers[1].isEmpty()) {
                    acknowledgements.hear(Long.parseLong(numbers[0]));
                    if (firstMillis < 0) {
                        firstMillis = Long.parseLong(numbers[1]);
                    }
                }
            }
        } catch (IOException closed) {
            // it was killed in the middle of a line
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean hasBegun() {
        return firstMillis >= 0;
    }

    /** How long its first token took, with all that comes once in a JVM. */
    long firstMillis() {
        return firstMillis;
    }

    /** As {@code kill -9} does it; ends when all it said has been heard. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("A writer does not end");
        }
        listener.join(TimeUnit.SECONDS.toMillis(60));
    }
}
