package io.openmsal.realparties.terminal;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Pseudo-terminals of the system, by way of Python: each command gets one of its own, with a person who answers one prompt. */
public final class Terminal implements AutoCloseable {

    private final Path python;
    private final Path script;
    private final Belongings own;

    private Terminal(Path python, Path script, Belongings own) {
        this.python = python;
        this.script = script;
        this.own = own;
    }

    static Terminal find(Belongings own) throws PartyMissingException {
        Path python = Programs.find("python3")
                .orElseThrow(() -> new PartyMissingException("There is no python3 on the PATH. Install python3."));
        if (!Files.exists(Path.of("/dev/ptmx"))) {
            throw new PartyMissingException("This system has no pseudo-terminals.");
        }
        try (InputStream source = Objects.requireNonNull(Terminal.class.getResourceAsStream("terminal.py"))) {
            Path script = Files.write(own.folder("openmsal-terminal").resolve("terminal.py"), source.readAllBytes());
            return new Terminal(python, script, own);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param screen all that the terminal showed: what was printed on either stream, and what was echoed
     */
    public record Ended(int code, String screen) {}

    /**
     * Runs a command to its end.
     *
     * @param prompt when this appears,
     * @param typed this is typed
     * @param command the program and its arguments
     * @return how it ended
     */
    public Ended run(String prompt, String typed, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(python.toString(), script.toString(), prompt), command.stream())
                                .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TYPED", typed);
        Process process = Programs.start(builder);
        try {
            String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IOException("The terminal does not end. It shows: " + screen);
            }
            return new Ended(process.exitValue(), screen);
        } finally {
            Programs.end(process);
        }
    }

    @Override
    public void close() {
        own.close();
    }
}
