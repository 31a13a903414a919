package io.openmsal.port.xml;

/** A text that is not XML, or is XML of a kind that is never read. The message says where, and never quotes the text. */
public class MalformedXmlException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message the kind of fault and its place, without any of the text
     */
    public MalformedXmlException(String message) {
        super(message);
    }
}
