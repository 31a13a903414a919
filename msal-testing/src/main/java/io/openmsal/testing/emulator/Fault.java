package io.openmsal.testing.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;

/**
 * A way for the emulator to misbehave, once or for a while: see {@link Faults}. Immutable; one fault can be used many times.
 */
public abstract sealed class Fault {

    private Fault() {}

    /** Answers instead of the endpoint, or lets it answer and spoils what it says. */
    abstract Answer serve(Call call, Endpoint endpoint, Pause pause);

    /**
     * Too many requests: HTTP 429 with {@code Retry-After}.
     *
     * @param retryAfter how long the client should wait; whole seconds are sent
     * @return the fault
     */
    public static Fault tooManyRequests(Duration retryAfter) {
        return new Fixed(Answer.of(
                        429,
                        "application/json",
                        "{\"error\":\"temporarily_unavailable\",\"error_description\":\"Throttled.\"}")
                .with("Retry-After", String.valueOf(retryAfter.toSeconds())));
    }

    /**
     * A bare status with an empty body.
     *
     * @param status the HTTP status code, such as 503
     * @return the fault
     */
    public static Fault status(int status) {
        return new Fixed(Answer.of(status, "text/plain", ""));
    }

    /**
     * A late answer. The wait ends early when the emulator is closed, and over {@link Emulator#transport()} also with the request's
     * deadline, with its cancellation and with an interruption. There an answer that would come after the deadline moves the
     * emulator's clock to it, if that is a {@link io.openmsal.testing.time.TestClock}: the call ends as timed out, and nobody waits.
     * {@link Emulator#signIn} moves such a clock by the whole delay instead.
     *
     * @param delay how long the answer is held back, in real time
     * @return the fault
     */
    public static Fault slow(Duration delay) {
        return new Slow(Objects.requireNonNull(delay, "delay"));
    }

    /**
     * The connection is closed without a response.
     *
     * @return the fault
     */
    public static Fault reset() {
        return new Fixed(Answer.reset());
    }

    /**
     * The right answer, but only the first half of its body arrives.
     *
     * @return the fault
     */
    public static Fault truncated() {
        return new Truncated();
    }

    /**
     * A page of HTML, as a proxy or captive portal would send it.
     *
     * @param status the HTTP status code
     * @return the fault
     */
    public static Fault html(int status) {
        return body(status, "text/html; charset=utf-8", "<!doctype html><title>Sign in to the network</title>");
    }

    /**
     * Any answer.
     *
     * @param status the HTTP status code
     * @param contentType the {@code Content-Type}
     * @param text the body, sent as UTF-8
     * @return the fault
     */
    public static Fault body(int status, String contentType, String text) {
        return new Fixed(Answer.of(status, contentType, text));
    }

    /**
     * A JSON answer far bigger than any token response.
     *
     * @param bytes the size of the body
     * @return the fault
     */
    public static Fault oversized(int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) ' ');
        byte[] start = "{\"access_token\":\"".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, body, 0, Math.min(start.length, bytes));
        return new Fixed(Answer.of(200, "application/json", body));
    }

    /**
     * The user has to come back: {@code invalid_grant} with AADSTS50076.
     *
     * @param suberror the {@code suberror}, such as {@code basic_action}; empty for none
     * @return the fault
     */
    public static Fault interactionRequired(String suberror) {
        return new Refused(Refusal.interactionRequired().withSuberror(suberror));
    }

    /**
     * Conditional access asks for more: {@code interaction_required} with a {@code claims} member.
     *
     * @param claimsJson the claims challenge as JSON text
     * @return the fault
     */
    public static Fault claimsChallenge(String claimsJson) {
        return new Refused(Refusal.of(
                        400,
                        "interaction_required",
                        50076,
                        Refusal.interactionRequired().text())
                .withSuberror("basic_action")
                .withClaims(claimsJson));
    }

    /**
     * Any OAuth error, written like a real one. At {@link EmulatorEndpoint#AUTHORIZE} it goes home to the application in a redirect
     * (RFC 6749 §4.1.2.1), so {@code access_denied} stands for a person who declines.
     *
     * @param status the HTTP status code
     * @param error the error code (RFC 6749 §5.2)
     * @param aadsts the number Microsoft Entra would give
     * @param description the text after the number
     * @return the fault
     */
    public static Fault oauthError(int status, String error, int aadsts, String description) {
        return new Refused(Refusal.of(status, error, aadsts, description));
    }

    /**
     * An ID token made for another application.
     *
     * @return the fault
     */
    public static Fault wrongAudience() {
        return new Forged(claims -> claims.setAudience("00000000-0000-0000-0000-000000000bad"));
    }

    /**
     * An ID token with a nonce nobody sent.
     *
     * @return the fault
     */
    public static Fault wrongNonce() {
        return new Forged(claims -> claims.setStringClaim("nonce", "not-the-nonce-you-sent"));
    }

    /**
     * An ID token from somebody else.
     *
     * @return the fault
     */
    public static Fault wrongIssuer() {
        return new Forged(claims -> claims.setIssuer("https://issuer.invalid/"));
    }

    private static final class Fixed extends Fault {
        private final Answer answer;

        Fixed(Answer answer) {
            this.answer = answer;
        }

        @Override
        Answer serve(Call call, Endpoint endpoint, Pause pause) {
            return answer;
        }
    }

    private static final class Slow extends Fault {
        private final Duration delay;

        Slow(Duration delay) {
            this.delay = delay;
        }

        @Override
        Answer serve(Call call, Endpoint endpoint, Pause pause) {
            return pause.hold(delay) ? endpoint.serve(call) : Answer.reset();
        }
    }

    private static final class Truncated extends Fault {
        @Override
        Answer serve(Call call, Endpoint endpoint, Pause pause) {
            return endpoint.serve(call).truncated();
        }
    }

    private static final class Refused extends Fault {
        private final Refusal refusal;

        Refused(Refusal refusal) {
            this.refusal = refusal;
        }

        @Override
        Answer serve(Call call, Endpoint endpoint, Pause pause) {
            return endpoint.refuse(call, refusal);
        }
    }

    private static final class Forged extends Fault {
        private final Consumer<JwtClaims> change;

        Forged(Consumer<JwtClaims> change) {
            this.change = change;
        }

        @Override
        Answer serve(Call call, Endpoint endpoint, Pause pause) {
            return endpoint.serve(call.changingIdToken(change));
        }
    }
}
