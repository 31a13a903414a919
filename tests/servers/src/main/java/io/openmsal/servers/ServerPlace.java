package io.openmsal.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder and the port of one server, and the programs that are run there. */
final class ServerPlace {

    private final Path folder;
    private final int port;

    private ServerPlace(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static ServerPlace of(String server) throws IOException {
        return new ServerPlace(Files.createTempDirectory("openmsal-" + server), FreePort.any());
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /** Runs a command to its end. What it says goes to a file, since a daemon that it starts would keep a pipe open. */
    void run(String name, List<String> command) throws IOException, InterruptedException {
        Process process = launched(name, command);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("No end within a minute: " + command);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + said(name));
        }
    }

    Process launched(String name, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
                .start();
    }

    String said(String name) throws IOException {
        return Files.readString(log(name));
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }
}
