package io.openmsal.port.http;

import java.io.IOException;

/** The server sent more than the adapter is willing to hold in memory. The rest was not read. */
public class ResponseTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says which host exceeded which limit.
     *
     * @param host the server's host name
     * @param limitBytes the most that would have been accepted, in bytes
     */
    public ResponseTooLargeException(String host, long limitBytes) {
        super("The answer of " + host + " is larger than " + limitBytes + " bytes; the rest was not read");
    }
}
