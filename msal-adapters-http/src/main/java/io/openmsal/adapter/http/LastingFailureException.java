package io.openmsal.adapter.http;

import io.openmsal.port.http.RequestNotSentException;

/** The request was not sent, and the next try would fail the same way: a certificate, a proxy password or what is trusted is wrong. */
final class LastingFailureException extends RequestNotSentException {

    private static final long serialVersionUID = 1L;

    LastingFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
