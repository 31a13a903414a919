package io.openmsal.cli;

import io.openmsal.port.Cancellation;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;

/**
 * What a command finds around it. A test hands in its own and needs no process.
 *
 * @param in where a secret may be piped in
 * @param out takes the result and nothing else
 * @param err takes what is meant for the person who waits
 * @param variables the environment variables
 * @param prompt asks for secrets
 * @param cancellation ends whatever the command waits for
 */
public record Shell(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> variables,
        SecretPrompt prompt,
        Cancellation cancellation) {

    /** Checks that nothing is missing. */
    public Shell {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(cancellation, "cancellation");
        variables = Map.copyOf(variables);
    }

    /**
     * Tells the person who waits.
     *
     * @param text a line, or several
     */
    void say(String text) {
        err.println("msal: " + PrintableText.of(text));
        err.flush();
    }

    /** Variable names are nobody's secret; their values may be. */
    @Override
    public String toString() {
        return "shell with " + variables.size() + " variables";
    }
}
