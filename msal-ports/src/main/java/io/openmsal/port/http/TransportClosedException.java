package io.openmsal.port.http;

/** The transport was closed before the request, and will send nothing any more: trying again needs another transport. */
public class TransportClosedException extends RequestNotSentException {

    private static final long serialVersionUID = 1L;

    /** Says so. */
    public TransportClosedException() {
        super("The transport is closed: make a new one", null);
    }
}
