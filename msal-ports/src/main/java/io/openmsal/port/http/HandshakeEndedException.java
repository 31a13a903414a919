package io.openmsal.port.http;

import java.io.IOException;

/**
 * A server ended the TLS handshake in which a client certificate was shown, or reset the connection afterwards: perhaps it does not take
 * the certificate. With TLS 1.3 that is seen when the answer is read; Windows resets. That the server's own certificate is not trusted here,
 * or that nobody listens, is something else.
 */
public class HandshakeEndedException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param message what was tried against which host, without any part of the request
     * @param cause what the platform reported
     */
    public HandshakeEndedException(String message, Throwable cause) {
        super(message, cause);
    }
}
