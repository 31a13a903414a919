package io.openmsal.adapter.http;

import java.io.IOException;

/** The server answered, so that it may have acted on the request, but in a form that cannot be read here. */
final class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message) {
        super(message);
    }
}
