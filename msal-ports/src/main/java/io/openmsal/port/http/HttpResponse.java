package io.openmsal.port.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered: status, header fields, body. Immutable and safe for many threads. Prints status and size only.
 */
public final class HttpResponse {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final @Nullable HttpConnection connection;

    /**
     * Makes a response.
     *
     * @param status the HTTP status code
     * @param headers the header fields
     * @param body the body, already without transfer and content coding; copied
     */
    public HttpResponse(int status, HttpHeaders headers, byte[] body) {
        this(status, Objects.requireNonNull(headers, "headers"), body.clone(), null);
    }

    private HttpResponse(int status, HttpHeaders headers, byte[] body, @Nullable HttpConnection connection) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.connection = connection;
    }

    /**
     * The same answer with what is known of the connection it came over.
     *
     * @param known what is known
     * @return a new response
     */
    public HttpResponse over(HttpConnection known) {
        return new HttpResponse(status, headers, body, Objects.requireNonNull(known, "known"));
    }

    /**
     * The connection it came over: for explanations, never for decisions.
     *
     * @return what is known of it, or empty from a transport that does not tell
     */
    public Optional<HttpConnection> connection() {
        return Optional.ofNullable(connection);
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
