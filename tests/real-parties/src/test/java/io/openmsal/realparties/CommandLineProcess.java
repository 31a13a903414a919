package io.openmsal.realparties;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.cli.Main;
import io.openmsal.port.Cancellation;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.realparties.party.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The {@code msal} command as a process of its own, with real arguments, variables, streams and exit codes. */
final class CommandLineProcess {

    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final List<String> always;

    /**
     * Makes the command.
     *
     * @param folder an empty folder for what it needs beside it
     * @param always options of every run
     */
    CommandLineProcess(Path folder, String... always) {
        this.folder = folder;
        this.always = List.of(always);
    }

    /** How a run ended: its exit code and what it printed. */
    record Ended(int code, String out, String err) {

        /** The document on standard output. */
        Map<?, ?> document() {
            return (Map<?, ?>) json();
        }

        /** The document on standard output, which may be a list. */
        Object json() {
            try {
                return new GsonJsonCodec().read(out);
            } catch (MalformedJsonException malformed) {
                throw new AssertionError("Not JSON: " + out + err, malformed);
            }
        }
    }

    /** Runs to the end. */
    Ended run(String... arguments) throws IOException {
        return run(Map.of(), arguments);
    }

    /** Runs to the end, with some variables more than this process has. */
    Ended run(Map<String, String> variables, String... arguments) throws IOException {
        return ended(start(variables, arguments), line -> {});
    }

    /** Runs to the end, while somebody reads what is told on standard error, until they give up. */
    Ended run(Consumer<String> reader, Cancellation givesUp, String... arguments) throws IOException {
        Process process = start(Map.of(), arguments);
        try (Cancellation.Registration stops = givesUp.onCancel(process::destroy)) {
            return ended(process, reader);
        }
    }

    /**
     * Runs to the end, with a {@code --browser} that hands the address over to somebody here, until they give up. The command
     * that is named there writes the address into a pipe.
     */
    Ended runWithBrowser(Browser browser, Cancellation givesUp, String... arguments) throws IOException {
        Path pipe = pipe();
        Path writer = Files.writeString(folder.resolve("browser.sh"), "printf '%s' \"$1\" > '" + pipe + "'\n");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--browser", "/bin/sh '" + writer + "'"));
        CompletableFuture<Void> visit = CompletableFuture.runAsync(() -> {
            String address = textFrom(pipe);
            if (!address.isEmpty()) {
                browser.open(URI.create(address));
            }
        });
        try {
            return run(line -> {}, givesUp, all.toArray(String[]::new));
        } finally {
            // opened for both ways, a pipe never waits: so whoever still reads comes to its end
            new RandomAccessFile(pipe.toFile(), "rw").close();
            visit.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            Files.delete(pipe);
        }
    }

    /** What runs it, for somebody who starts it in a way of their own. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(always);
        return command;
    }

    private Process start(Map<String, String> variables, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments));
        builder.environment().putAll(variables);
        Process process = Programs.start(builder);
        process.getOutputStream().close();
        return process;
    }

    private static Ended ended(Process process, Consumer<String> reader) throws IOException {
        try (BufferedReader err = process.errorReader()) {
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> allOf(process));
            StringBuilder told = new StringBuilder();
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                told.append(line).append('\n');
                reader.accept(line);
            }
            String result = out.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            return new Ended(process.onExit().join().exitValue(), result, told.toString());
        } finally {
            Programs.end(process);
        }
    }

    private static String allOf(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Path pipe() throws IOException {
        Path pipe = folder.resolve("address");
        if (new ProcessBuilder("mkfifo", pipe.toString())
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                != 0) {
            throw new IOException("mkfifo failed for " + pipe);
        }
        return pipe;
    }

    private static String textFrom(Path pipe) {
        try {
            return Files.readString(pipe);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
