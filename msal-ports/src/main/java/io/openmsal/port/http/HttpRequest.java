package io.openmsal.port.http;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One HTTP request: method, address, header fields, body, and how long and how often it may be tried.
 *
 * <p>Immutable and safe for many threads. Prints method and host only.
 */
public final class HttpRequest {

    /** Whether an adapter may send the same request a second time when no answer came. */
    public enum Resending {
        /** The request changes nothing, or doing it twice is harmless. */
        ALLOWED,
        /** The body holds something that works once, such as an authorization code: only while no byte has left. */
        ONLY_IF_UNSENT
    }

    private static final byte[] NO_BODY = new byte[0];

    private final String method;
    private final URI uri;
    private final HttpHeaders headers;
    private final byte[] body;
    private final Resending resending;
    private final Deadline deadline;
    private final Cancellation cancellation;

    private HttpRequest(
            String method,
            URI uri,
            HttpHeaders headers,
            byte[] body,
            Resending resending,
            Deadline deadline,
            Cancellation cancellation) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.resending = resending;
        this.deadline = deadline;
        this.cancellation = cancellation;
    }

    /**
     * A GET request.
     *
     * @param uri an absolute http or https address
     * @return the request, without headers or deadline
     */
    public static HttpRequest get(URI uri) {
        return new HttpRequest(
                "GET",
                absolute(uri),
                HttpHeaders.empty(),
                NO_BODY,
                Resending.ALLOWED,
                Deadline.none(),
                Cancellation.none());
    }

    /**
     * A POST request.
     *
     * @param uri an absolute http or https address
     * @param contentType the media type of the body
     * @param body the body's text, sent as UTF-8
     * @return the request, with a {@code Content-Type} header and no deadline
     */
    public static HttpRequest post(URI uri, String contentType, String body) {
        return new HttpRequest(
                "POST",
                absolute(uri),
                HttpHeaders.empty().with("Content-Type", contentType),
                body.getBytes(StandardCharsets.UTF_8),
                Resending.ALLOWED,
                Deadline.none(),
                Cancellation.none());
    }

    /**
     * The same request with one header field set.
     *
     * @param name the field name
     * @param value the field value
     * @return a new request
     */
    public HttpRequest withHeader(String name, String value) {
        return new HttpRequest(method, uri, headers.with(name, value), body, resending, deadline, cancellation);
    }

    /**
     * The same request to another address.
     *
     * @param address an absolute http or https address
     * @return a new request
     */
    public HttpRequest to(URI address) {
        return new HttpRequest(method, absolute(address), headers, body, resending, deadline, cancellation);
    }

    /**
     * The same request with another rule for sending it again.
     *
     * @param rule when it may be sent again
     * @return a new request
     */
    public HttpRequest withResending(Resending rule) {
        return new HttpRequest(method, uri, headers, body, rule, deadline, cancellation);
    }

    /**
     * The same request bounded in time.
     *
     * @param limit when the exchange must be over
     * @param ending what ends it early
     * @return a new request
     */
    public HttpRequest within(Deadline limit, Cancellation ending) {
        return new HttpRequest(method, uri, headers, body, resending, limit, ending);
    }

    private static URI absolute(URI uri) {
        Objects.requireNonNull(uri, "uri");
        if (uri.getHost() == null
                || !("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("An absolute http or https address with a host is needed, not "
                    + uri.getScheme() + "://" + uri.getHost());
        }
        return uri;
    }

    /**
     * The method.
     *
     * @return {@code GET} or {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * The address.
     *
     * @return an absolute http or https address
     */
    public URI uri() {
        return uri;
    }

    /**
     * The header fields to send, beyond those the adapter must add itself.
     *
     * @return the headers
     */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return a copy of the bytes; empty for a GET
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * When the request may be sent again.
     *
     * @return the rule
     */
    public Resending resending() {
        return resending;
    }

    /**
     * By when the exchange must be over.
     *
     * @return the deadline
     */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * What ends the exchange early.
     *
     * @return the cancellation
     */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Method, scheme, host and port: the query, the headers and the body may hold secrets, and the path the name of a person. */
    @Override
    public String toString() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return method + " " + uri.getScheme() + "://" + uri.getHost() + port;
    }
}
