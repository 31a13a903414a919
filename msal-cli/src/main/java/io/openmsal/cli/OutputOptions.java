package io.openmsal.cli;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Instant;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How a result is shown, and how much is told besides. */
final class OutputOptions {

    private static final Pattern JSON_WANTED = Pattern.compile("(?im)^--output[=\n]json$");

    enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            description =
                    "How to print the result, or the failure: for people (text, the default) or for programs (json).")
    private Form form = Form.TEXT;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell on the error stream what happens. Never shows secrets; hides personal values."
                    + " Twice: stack traces too.")
    private boolean[] verbose = {};

    /** Whether a command line that could not be understood as a whole asks for JSON. */
    static boolean wantsJson(String... arguments) {
        return JSON_WANTED.matcher(String.join("\n", arguments)).find();
    }

    boolean isJson() {
        return form == Form.JSON;
    }

    boolean isVerbose() {
        return verbose.length > 0;
    }

    boolean showsStackTraces() {
        return verbose.length > 1;
    }

    /** Prints a token: alone, so that a script can take it, or with all that is known about it. */
    void write(AuthenticationResult result, Instant now, Shell shell) {
        if (isJson()) {
            write(ResultDocument.of(result, now), shell);
        } else {
            write(result.accessToken(), shell);
        }
    }

    /** Prints a result as one line of JSON. */
    void write(Object document, Shell shell) {
        write(new GsonJsonCodec().write(document), shell);
    }

    /** Prints a result as it is. */
    void write(String text, Shell shell) {
        shell.out().println(text);
        shell.out().flush();
    }
}
