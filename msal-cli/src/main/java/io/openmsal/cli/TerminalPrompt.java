package io.openmsal.cli;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whoever sits at the terminal. The JDK's console is there only while the output goes to a terminal too; where it goes into a file or to another
 * program, as in {@code TOKEN=$(msal app-token …)}, the question stands on standard error, and {@code stty} hides what is typed.
 */
final class TerminalPrompt implements SecretPrompt {

    private final InputStream in;
    private final PrintStream err;
    private final Cancellation cancellation;

    TerminalPrompt(InputStream in, PrintStream err, Cancellation cancellation) {
        this.in = in;
        this.err = err;
        this.cancellation = cancellation;
    }

    // from JDK 22 on there is a console without a terminal too, unless the property jdk.console says java.base: the
    // launcher sets it
    @Override
    @SuppressWarnings("SystemConsoleNull")
    public Optional<Secret> ask(String what) {
        Console console = System.console();
        return console == null ? askBesideTheOutput(what) : askAt(console, what);
    }

    private static Optional<Secret> askAt(Console console, String what) {
        try {
            char[] typed = console.readPassword("%s: ", what);
            return typed == null ? Optional.empty() : answer(new String(typed));
        } catch (IOError gone) {
            // the terminal was closed: nobody is there any more
            return Optional.empty();
        }
    }

    private Optional<Secret> askBesideTheOutput(String what) {
        Optional<String> settings = stty("-g");
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        // Ctrl-C leaves the reading thread behind, and the terminal must not stay as it is now
        try (var registration = cancellation.onCancel(() -> stty(settings.get()))) {
            // first, so that what is typed at once is not shown either
            stty("-echo");
            err.print(what + ": ");
            err.flush();
            return answer(line());
        } finally {
            stty(settings.get());
            err.println();
        }
    }

    private static Optional<Secret> answer(String typed) {
        return typed.isEmpty() ? Optional.empty() : Optional.of(Secret.of(typed));
    }

    private String line() {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                typed.write(next);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return typed.toString(Charset.forName(System.getProperty("native.encoding", "UTF-8")));
    }

    /** What the terminal that the input comes from says; empty when it comes from none, or there is no such program. */
    private static Optional<String> stty(String argument) {
        try {
            Process stty = new ProcessBuilder("stty", argument)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return stty.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
