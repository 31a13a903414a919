package io.openmsal.benchmarks.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of the machine's own installation, in a directory and on a port of its own, that keeps what it acknowledged. */
interface StoreServer extends AutoCloseable {

    /** Ends it at once, whatever it is doing; what it has written stays with the operating system. */
    void crash() throws IOException, InterruptedException;

    /** Starts it on what is there, and waits until it answers. */
    void start() throws IOException, InterruptedException;

    @Override
    void close() throws IOException, InterruptedException;

    /** Runs a command to its end. What it says goes to a file, since a daemon that it starts would keep a pipe open. */
    static void run(Path output, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(output.resolveSibling(".").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("No end within a minute: " + command);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + "; see " + output);
        }
    }
}
