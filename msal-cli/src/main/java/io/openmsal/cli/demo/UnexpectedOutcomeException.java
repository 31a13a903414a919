package io.openmsal.cli.demo;

/** A scenario ended otherwise than it should. */
final class UnexpectedOutcomeException extends Exception {

    private static final long serialVersionUID = 1L;

    UnexpectedOutcomeException(String message) {
        super(message);
    }
}
