package io.openmsal.adapter.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The operating system keeps no secrets for this process. The message says why, and what next. */
public class KeyringUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message what was tried, what came back and one next step
     * @param cause what was thrown, or null
     */
    public KeyringUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
