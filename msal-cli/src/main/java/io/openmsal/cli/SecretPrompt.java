package io.openmsal.cli;

import io.openmsal.port.Secret;
import java.util.Optional;

/** Asks the person at the terminal for something that must not be seen. */
@FunctionalInterface
public interface SecretPrompt {

    /**
     * Asks, without showing what is typed.
     *
     * @param what what is wanted, such as {@code Client secret}
     * @return the answer, which has no characters when nothing was typed; or empty when nobody is there to ask
     */
    Optional<Secret> ask(String what);
}
