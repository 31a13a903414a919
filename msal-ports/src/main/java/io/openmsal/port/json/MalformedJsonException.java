package io.openmsal.port.json;

/** A text that is not JSON. The message says where it stopped making sense, and never quotes the text. */
public class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message the kind of fault and its place, without any of the text
     */
    public MalformedJsonException(String message) {
        super(message);
    }
}
