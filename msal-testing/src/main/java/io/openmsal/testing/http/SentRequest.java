package io.openmsal.testing.http;

import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that a {@link FakeHttpTransport} was asked to send, in the words a test asks about: host, path, header fields,
 * query and form parameters. Immutable and safe for many threads. Prints method, host and path only.
 */
public final class SentRequest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpRequest request;

    /**
     * Wraps a request.
     *
     * @param request what was sent
     */
    public SentRequest(HttpRequest request) {
        this.request = Objects.requireNonNull(request, "request");
    }

    /**
     * The request as the port describes it: its deadline, its cancellation, its rule for being sent again.
     *
     * @return the very object the transport was given
     */
    public HttpRequest request() {
        return request;
    }

    /**
     * The method.
     *
     * @return {@code GET} or {@code POST}
     */
    public String method() {
        return request.method();
    }

    /**
     * The whole address, query included.
     *
     * @return an absolute address
     */
    public URI uri() {
        return request.uri();
    }

    /**
     * The host the request went to.
     *
     * @return the host name, without a port
     */
    public String host() {
        return request.uri().getHost();
    }

    /**
     * The path, without the query.
     *
     * @return the decoded path, such as {@code /common/oauth2/v2.0/token}
     */
    public String path() {
        return request.uri().getPath();
    }

    /**
     * The first value of a header field.
     *
     * @param name the field name, in any case
     * @return the value, or empty when the field was not sent
     */
    public Optional<String> header(String name) {
        return request.headers().first(name);
    }

    /**
     * The body as it was sent.
     *
     * @return the text; empty for a GET
     */
    public String body() {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /**
     * One parameter of the form in the body (RFC 6749 appendix B).
     *
     * @param name the parameter's name
     * @return its decoded value, or empty when there is none or the body is not a form
     */
    public Optional<String> formParameter(String name) {
        return Optional.ofNullable(formParameters().get(name));
    }

    /**
     * The form in the body.
     *
     * @return decoded names to decoded values in the order sent; empty when the body is not a form; unmodifiable
     * @throws AssertionError when a parameter was sent twice, which RFC 6749 §3.2 forbids
     */
    public Map<String, String> formParameters() {
        boolean isForm = header("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(FORM))
                .isPresent();
        return isForm ? decoded(body()) : Collections.emptyMap();
    }

    /**
     * One parameter of the query.
     *
     * @param name the parameter's name
     * @return its decoded value, or empty when there is none
     */
    public Optional<String> queryParameter(String name) {
        return Optional.ofNullable(queryParameters().get(name));
    }

    /**
     * The query.
     *
     * @return decoded names to decoded values in the order sent; unmodifiable
     * @throws AssertionError when a parameter was sent twice, which RFC 6749 §3.1 forbids
     */
    public Map<String, String> queryParameters() {
        String query = request.uri().getRawQuery();
        return query == null ? Collections.emptyMap() : decoded(query);
    }

    private Map<String, String> decoded(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new AssertionError("The parameter " + name + " was sent twice in " + this
                        + "; RFC 6749 allows each parameter once");
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Method, host and path: query and body may hold secrets. */
    @Override
    public String toString() {
        return request + request.uri().getRawPath();
    }
}
