package io.openmsal.adapter.browser;

/** Why a request cannot be the answer we wait for. The message goes back to whoever sent it, so it repeats nothing of theirs. */
final class HttpRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    HttpRefusal(int status, String message) {
        // Made for every stray request: a stack trace would cost much and tell nothing.
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
