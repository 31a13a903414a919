package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.testing.emulator.Emulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs commands in this process and remembers what they printed. Each run is as good as a process of its own. */
final class TestShell {

    final Cancellation cancellation = new Cancellation();
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> always = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String piped = "";
    private boolean diskIsFull;
    private Optional<Secret> typed = Optional.empty();

    /** How a command ended. */
    record Ended(int code, String out, String err) {

        /** The one line of JSON on standard output. */
        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            try {
                Object document = new GsonJsonCodec().read(out);
                assertThat(document).isInstanceOf(Map.class);
                return (Map<String, Object>) document;
            } catch (MalformedJsonException malformed) {
                throw new AssertionError("Not JSON: " + out, malformed);
            }
        }
    }

    TestShell variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    TestShell piped(String text) {
        piped = text;
        return this;
    }

    /** Lets standard output go to where nothing can be written any more. */
    TestShell fullDisk() {
        diskIsFull = true;
        return this;
    }

    TestShell typed(String secret) {
        typed = Optional.of(Secret.of(secret));
        return this;
    }

    /** Adds what it takes to reach the emulator. */
    TestShell trusting(Emulator emulator, Path directory) {
        Path ca = directory.resolve("ca.pem");
        try {
            Files.writeString(ca, emulator.caCertificatePem());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        return always(
                "--trusted-authority",
                emulator.authority(emulator.tenant("contoso").id()),
                "--ca-cert",
                ca.toString());
    }

    /** Adds options to every command. */
    TestShell always(String... options) {
        always.addAll(List.of(options));
        return this;
    }

    /** A command and what belongs to it. */
    static String[] joined(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    Ended run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(always);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        err.reset();
        int code = Msal.run(
                new Shell(
                        new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(diskIsFull ? new FullDisk() : out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        variables,
                        what -> typed,
                        cancellation),
                all.toArray(String[]::new));
        return new Ended(code, out.toString(StandardCharsets.UTF_8), errors());
    }

    /** What was told so far, for a person who waits for it. */
    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
