package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

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

    /**
     * A secret in a variable.
     *
     * @throws MsalConfigurationException when it has characters that the locale of this process does not know
     */
    Optional<Secret> secret(String variable) {
        return Optional.ofNullable(variables.get(variable)).map(value -> whole(Secret.of(value), variable));
    }

    /**
     * A secret that the person at the terminal types, who has to type something.
     *
     * @param what what is wanted, such as {@code Client secret}
     * @param nobody the failure when nobody is there
     * @throws MsalConfigurationException when nothing was typed
     */
    Secret demand(String what, Supplier<MsalConfigurationException> nobody) {
        Secret typed = ask(what).orElseThrow(nobody);
        if (typed.reveal().isEmpty()) {
            throw new MsalConfigurationException(
                    "nothing_typed",
                    "Nothing was typed for \"" + what + "\", so nothing was sent. Run the command again and type it.");
        }
        return typed;
    }

    /**
     * A secret that the person at the terminal types, without characters when there is none; empty when nobody is there.
     *
     * @param what what is wanted, such as {@code PIN of the token}
     */
    Optional<Secret> ask(String what) {
        return AwaitedInput.of(() -> prompt.ask(what), cancellation).map(typed -> whole(typed, "What was typed"));
    }

    /** The JVM puts this character in the place of each that it did not understand. */
    private static Secret whole(Secret secret, String where) {
        if (secret.reveal().indexOf('\uFFFD') >= 0) {
            throw new MsalConfigurationException(
                    "unreadable_secret",
                    where + " holds a character that the locale of this process does not know. Set LC_ALL to one with"
                            + " UTF-8, such as C.UTF-8, or keep it in a file.");
        }
        return secret;
    }

    /** Variable names are nobody's secret; their values may be. */
    @Override
    public String toString() {
        return "shell with " + variables.size() + " variables";
    }
}
