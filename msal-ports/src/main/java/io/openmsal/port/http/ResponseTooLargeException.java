package io.openmsal.port.http;

import java.io.IOException;

/** The server sent more than the adapter is willing to hold in memory. The rest was not read. */
public class ResponseTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Says which host exceeded which limit, where it is not known with what status.
     *
     * @param host the server's host name
     * @param limitBytes the most that would have been accepted, in bytes
     */
    public ResponseTooLargeException(String host, long limitBytes) {
        this(host, limitBytes, 0);
    }

    /**
     * Says which host exceeded which limit.
     *
     * @param host the server's host name
     * @param limitBytes the most that would have been accepted, in bytes
     * @param status the HTTP status of its answer, or 0 when it is not known
     */
    public ResponseTooLargeException(String host, long limitBytes, int status) {
        super("The answer of " + host + " is larger than " + limitBytes + " bytes; the rest was not read");
        this.status = status;
    }

    /**
     * With what status the server answered.
     *
     * @return the HTTP status, or 0 when it is not known
     */
    public int status() {
        return status;
    }
}
