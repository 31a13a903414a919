package io.openmsal.adapter.browser;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to the browser: one complete answer, after which the connection ends. */
final class HttpReply {

    /** Nothing but inline styles and pictures that come inside the page; nobody may frame it. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final int status;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final byte[] body;

    private HttpReply(int status, String mediaType, String body, Map<String, String> more) {
        this.status = status;
        this.body = body.getBytes(StandardCharsets.UTF_8);
        fields.putAll(more);
        fields.put("Content-Type", mediaType + "; charset=utf-8");
        fields.put("Content-Length", Integer.toString(this.body.length));
        fields.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        fields.put("X-Content-Type-Options", "nosniff");
        fields.put("Referrer-Policy", "no-referrer");
        fields.put("Cache-Control", "no-store");
        fields.put("Connection", "close");
    }

    static HttpReply of(ClosingPage page) {
        return page.location()
                .map(address -> new HttpReply(
                        303, "text/plain", "", Collections.singletonMap("Location", address.toASCIIString())))
                .orElseGet(() -> new HttpReply(200, "text/html", page.html(), Collections.emptyMap()));
    }

    static HttpReply of(HttpRefusal refusal) {
        return new HttpReply(
                refusal.status(),
                "text/plain",
                refusal.getMessage() + "\n",
                refusal.status() == 405
                        ? Collections.singletonMap("Allow", RedirectRules.METHODS)
                        : Collections.emptyMap());
    }

    /** The answer as it goes over the wire. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason())
                .append("\r\n");
        fields.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(headBytes.length + body.length);
        bytes.write(headBytes, 0, headBytes.length);
        bytes.write(body, 0, body.length);
        return bytes.toByteArray();
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 303 -> "See Other";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 411 -> "Length Required";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 431 -> "Request Header Fields Too Large";
            default -> "Bad Request";
        };
    }
}
