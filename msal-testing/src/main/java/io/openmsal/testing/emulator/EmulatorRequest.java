package io.openmsal.testing.emulator;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One request the emulator received. Everything the client sent can be read, secrets included; {@link #toString()} shows names
 * only. Immutable and safe for many threads.
 */
public final class EmulatorRequest {

    static final int LARGEST_BODY = 1 << 20;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final EmulatorEndpoint endpoint;
    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final Map<String, String> form;
    private final Map<String, String> headers;
    private final String body;
    private final boolean hasRepeatedParameter;
    private final Optional<X509Certificate> clientCertificate;

    /**
     * Reads a request that arrived, over a connection or without one.
     *
     * @param body all of it, or more than {@value #LARGEST_BODY} bytes of a larger one
     * @throws IOException when the body is too large: a connection is closed then
     */
    static EmulatorRequest received(
            EmulatorEndpoint endpoint,
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Optional<X509Certificate> clientCertificate)
            throws IOException {
        if (body.length > LARGEST_BODY) {
            throw new IOException("The request body is larger than " + LARGEST_BODY + " bytes.");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        boolean isForm = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .anyMatch(header -> header.getValue().toLowerCase(Locale.ROOT).startsWith(FORM));
        return new EmulatorRequest(
                endpoint,
                method,
                uri.getPath(),
                FormParameters.parse(uri.getRawQuery()),
                isForm ? FormParameters.parse(text) : FormParameters.NONE,
                text,
                headers,
                clientCertificate);
    }

    /** What a browser sends that opens an address. */
    static EmulatorRequest opened(EmulatorEndpoint endpoint, URI uri) {
        return new EmulatorRequest(
                endpoint,
                "GET",
                uri.getPath(),
                FormParameters.parse(uri.getRawQuery()),
                FormParameters.NONE,
                "",
                Collections.emptyMap(),
                Optional.empty());
    }

    EmulatorRequest(
            EmulatorEndpoint endpoint,
            String method,
            String path,
            FormParameters query,
            FormParameters form,
            String body,
            Map<String, String> headers,
            Optional<X509Certificate> clientCertificate) {
        this.clientCertificate = clientCertificate;
        this.endpoint = endpoint;
        this.method = method;
        this.path = path;
        this.query = query.values();
        this.form = form.values();
        this.body = body;
        this.hasRepeatedParameter = query.hasRepeatedName() || form.hasRepeatedName();
        var lowerCase = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        this.headers = Collections.unmodifiableMap(lowerCase);
    }

    /**
     * The door the request came to.
     *
     * @return the endpoint
     */
    public EmulatorEndpoint endpoint() {
        return endpoint;
    }

    /**
     * The certificate whose key the client proved to hold in the TLS handshake (RFC 8705). Nobody vouches for it.
     *
     * @return the certificate, or empty when the client showed none or there was no TLS
     */
    public Optional<X509Certificate> clientCertificate() {
        return clientCertificate;
    }

    /**
     * The HTTP method.
     *
     * @return in upper case, such as {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * The path.
     *
     * @return such as {@code /contoso/oauth2/v2.0/token}, without the query
     */
    public String path() {
        return path;
    }

    /**
     * The query parameters.
     *
     * @return decoded, in the order sent, unmodifiable
     */
    public Map<String, String> query() {
        return query;
    }

    /**
     * The fields of a form body.
     *
     * @return decoded, in the order sent, unmodifiable; empty when the body was no form
     */
    public Map<String, String> form() {
        return form;
    }

    /**
     * The whole body.
     *
     * @return its text, read as UTF-8; empty when there was none
     */
    public String body() {
        return body;
    }

    /**
     * The header fields.
     *
     * @return names in lower case, unmodifiable
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * One header field.
     *
     * @param name its name in any case
     * @return its value, or empty when it was not sent
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * One parameter, from the form body or else from the query.
     *
     * @param name its name, case-sensitive
     * @return its value, or empty when it was not sent or sent without a value (RFC 6749 §3.1 treats both alike)
     */
    public Optional<String> parameter(String name) {
        String value = form.containsKey(name) ? form.get(name) : query.get(name);
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    boolean hasRepeatedParameter() {
        return hasRepeatedParameter;
    }

    boolean isPost() {
        return Objects.equals(method, "POST");
    }

    /** Method, path and the names of what was sent: values may be secrets. */
    @Override
    public String toString() {
        return method + " " + path + " query" + query.keySet() + " form" + form.keySet();
    }
}
