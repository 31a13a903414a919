package io.openmsal.testing.emulator;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the emulator sends back, and how much of it arrives. Immutable. */
final class Answer {

    /** How much of an answer reaches the client. */
    enum Delivery {
        WHOLE,
        /** Half of the promised body, then the connection ends. */
        TRUNCATED,
        /** Nothing: the connection ends. */
        RESET
    }

    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Delivery delivery;

    private Answer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body;
        this.delivery = delivery;
    }

    static Answer of(int status, String contentType, String text) {
        return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body, Delivery.WHOLE);
    }

    static Answer json(int status, Map<String, ?> body) {
        return of(status, "application/json; charset=utf-8", JSON.toJson(body));
    }

    static Answer redirect(String location) {
        return new Answer(302, Map.of("Location", location), new byte[0], Delivery.WHOLE);
    }

    static Answer reset() {
        return new Answer(0, Map.of(), new byte[0], Delivery.RESET);
    }

    Answer truncated() {
        return new Answer(status, headers, body, Delivery.TRUNCATED);
    }

    Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, delivery);
    }

    /** The same with a header that it did not have. */
    Answer withDefault(String header, String value) {
        return headers.containsKey(header) ? this : with(header, value);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    Delivery delivery() {
        return delivery;
    }

    /** What arrives, without the body. */
    @Override
    public String toString() {
        return delivery == Delivery.RESET ? "nothing" : "status " + status;
    }
}
