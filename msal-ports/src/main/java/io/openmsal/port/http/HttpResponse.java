package io.openmsal.port.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a server answered: status, header fields, body. Immutable and safe for many threads. Prints status and size only.
 */
public final class HttpResponse {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /**
     * Makes a response.
     *
     * @param status the HTTP status code
     * @param headers the header fields
     * @param body the body, already without transfer and content coding; copied
     */
    public HttpResponse(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = body.clone();
    }

    /**
     * The status code.
     *
     * @return a number such as 200
     */
    public int status() {
        return status;
    }

    /**
     * The header fields.
     *
     * @return the headers
     */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * The body's size.
     *
     * @return in bytes
     */
    public int size() {
        return body.length;
    }

    /**
     * The body read as UTF-8, which is what JSON is sent in (RFC 8259 §8.1).
     *
     * @return the text; unreadable bytes become replacement characters
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status and size: headers and body may hold secrets. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
