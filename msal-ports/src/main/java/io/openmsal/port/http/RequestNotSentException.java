package io.openmsal.port.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The request cannot have reached any server: name resolution, connecting, the proxy's tunnel or the TLS handshake failed. */
public class RequestNotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param message what was tried against which host, without any part of the request
     * @param cause what the platform reported, or null when it was not asked
     */
    public RequestNotSentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
