package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
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
        // a question that goes into a file as well is one that nobody sees
        Optional<String> settings = said("test -t 2 && stty -g 2>/dev/null");
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        // Ctrl-C leaves the reading thread behind, and the terminal must not stay as it is now
        try (var registration = cancellation.onCancel(() -> restore(settings.get()))) {
            return hidden() ? typed(what) : Optional.empty();
        } finally {
            restore(settings.get());
            err.println();
        }
    }

    /** Before the question is asked, so that what is typed at once is not shown either. */
    private synchronized boolean hidden() {
        return !cancellation.isCancelled() && said("stty -echo 2>/dev/null").isPresent();
    }

    /** Not while it is being hidden, or the last of the two would win. */
    private synchronized void restore(String settings) {
        said("stty " + settings + " 2>/dev/null");
    }

    private Optional<Secret> typed(String what) {
        err.print(what + ": ");
        err.flush();
        try {
            Optional<String> line = line();
            return line.isPresent() ? answer(line.get()) : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<Secret> answer(String typed) {
        int longest = longestLine();
        if (typed.getBytes(encoding()).length >= longest) {
            throw new MsalConfigurationException(
                    "input_too_long",
                    "A terminal of this system cuts what is typed after " + longest
                            + " characters, and so it did here. Put it into a file, and name that by the option for it,"
                            + " such as --answer-file or --client-secret-file.");
        }
        return Optional.of(Secret.of(typed));
    }

    /** The kernel keeps a line until it ends, and drops what is beyond this: N_TTY_BUF_SIZE of Linux, MAX_CANON of macOS. */
    private static int longestLine() {
        return switch (System.getProperty("os.name", "").split(" ", 2)[0]) {
            case "Linux" -> 4095;
            case "Mac" -> 1023;
            default -> Integer.MAX_VALUE;
        };
    }

    private static Charset encoding() {
        return Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    }

    /** Empty when the input ended instead, as a console says by null. */
    private Optional<String> line() throws IOException {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            typed.write(next);
            next = in.read();
        }
        return next < 0 && typed.size() == 0 ? Optional.empty() : Optional.of(typed.toString(encoding()));
    }

    /** What a command says about the terminal that the input comes from; empty when it fails, as where there is none. */
    private static Optional<String> said(String command) {
        try {
            Process stty = new ProcessBuilder("sh", "-c", command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
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
