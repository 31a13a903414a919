package io.openmsal.testing.managedidentity;

import com.google.gson.JsonObject;
import io.openmsal.testing.http.LoopbackServer.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A way for an emulated Azure host to misbehave, for one request: see {@link AzureHostEmulator#next}. Immutable; one fault can be
 * used many times.
 */
public final class HostFault {

    private final String name;
    private final Act act;

    private HostFault(String name, Act act) {
        this.name = name;
        this.act = act;
    }

    /** Answers instead of the host. */
    @FunctionalInterface
    private interface Act {
        void answer(EmulatedHost host, Supplier<JsonObject> good, Reply reply) throws Exception;
    }

    /** Answers, given what issues the token of a good answer. */
    void answer(EmulatedHost host, Supplier<JsonObject> good, Reply reply) throws Exception {
        act.answer(host, good, reply);
    }

    /**
     * A refusal in the words of an emulation.
     *
     * @param status the status, such as 410 for a metadata service that is being updated
     * @return the fault
     */
    public static HostFault status(int status) {
        return refused(status, "emulated_failure", "as the test asked for");
    }

    /**
     * A refusal, in the shape that the host has for it.
     *
     * @param status the status
     * @param code the host's word for it, where its shape has one
     * @param message the host's explanation
     * @return the fault
     */
    public static HostFault refused(int status, String code, String message) {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        return new HostFault(
                "status " + status,
                (host, good, reply) ->
                        reply.json(status, host.refusal(status, code, message).toString()));
    }

    /**
     * There is no identity on the host, or not the one that is asked for: what the metadata service of virtual machines says.
     *
     * @return the fault
     */
    public static HostFault identityNotFound() {
        return refused(400, "invalid_request", "Identity not found");
    }

    /**
     * Too many requests: 429 with {@code Retry-After}.
     *
     * @param retryAfter how long to wait; whole seconds are sent
     * @return the fault
     */
    public static HostFault throttled(Duration retryAfter) {
        return new HostFault(
                "status 429",
                (host, good, reply) -> reply.json(
                        429,
                        host.refusal(429, "too_many_requests", "as the test asked for")
                                .toString(),
                        "Retry-After: " + retryAfter.toSeconds()));
    }

    /**
     * A token without any lifetime.
     *
     * @return the fault
     */
    public static HostFault withoutExpiry() {
        return new HostFault("a token without expiry", (host, good, reply) -> {
            JsonObject token = good.get();
            token.remove("expires_in");
            token.remove("expires_on");
            reply.json(200, token.toString());
        });
    }

    /**
     * A token that says how long it lives, but not when it ends, as the metadata service always does.
     *
     * @return the fault
     */
    public static HostFault withoutExpiresOn() {
        return new HostFault("a token without expires_on", (host, good, reply) -> {
            JsonObject token = good.get();
            token.remove("expires_on");
            token.addProperty("expires_in", 3600);
            reply.json(200, token.toString());
        });
    }

    /**
     * A token whose expiry is told in some way of its own.
     *
     * @param expiresOn the value of {@code expires_on}, such as a date in words; there is no {@code expires_in} then
     * @return the fault
     */
    public static HostFault expiry(String expiresOn) {
        Objects.requireNonNull(expiresOn, "expiresOn");
        return new HostFault("a token with an odd expiry", (host, good, reply) -> {
            JsonObject token = good.get();
            token.remove("expires_in");
            token.addProperty("expires_on", expiresOn);
            reply.json(200, token.toString());
        });
    }

    /**
     * A page of HTML with the status of a success, as a captive portal sends it.
     *
     * @return the fault
     */
    public static HostFault portal() {
        return new HostFault("the page of a portal", (host, good, reply) -> {
            byte[] page = "<!doctype html><title>Sign in to the network</title>".getBytes(StandardCharsets.US_ASCII);
            reply.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + page.length + "\r\n\r\n");
            reply.raw(page);
        });
    }

    /**
     * A redirect.
     *
     * @param location where to
     * @return the fault
     */
    public static HostFault redirect(String location) {
        Objects.requireNonNull(location, "location");
        return new HostFault(
                "a redirect",
                (host, good, reply) ->
                        reply.raw("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"));
    }

    /**
     * A challenge as Azure Arc's, with any content.
     *
     * @param value the value of {@code WWW-Authenticate}, such as {@code Basic realm=/etc/passwd}
     * @return the fault
     */
    public static HostFault challenge(String value) {
        Objects.requireNonNull(value, "value");
        return new HostFault("a challenge", (host, good, reply) -> reply.json(401, "{}", "WWW-Authenticate: " + value));
    }

    /**
     * The connection is reset without an answer.
     *
     * @return the fault
     */
    public static HostFault reset() {
        return new HostFault("a reset", (host, good, reply) -> reply.reset());
    }

    /**
     * Nothing is answered until the emulator closes.
     *
     * @return the fault
     */
    public static HostFault silence() {
        return new HostFault("silence", (host, good, reply) -> reply.silence());
    }

    /** What the host does. */
    @Override
    public String toString() {
        return name;
    }
}
