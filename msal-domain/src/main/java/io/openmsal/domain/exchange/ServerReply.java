package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server answered, as far as the library cares.
 *
 * @param host who answered
 * @param status the HTTP status
 * @param contentType the media type, or a dash
 * @param retryAfter how long the server asks to wait, if it does
 * @param text the body, unreadable bytes replaced
 * @param json the body, when it is a JSON object
 * @param challenge how the server wants to be authenticated to ({@code WWW-Authenticate}, RFC 9110 §11.6.1), if it says so
 * @param server what the server calls itself ({@code Server}, RFC 9110 §10.2.4), if it does
 */
public record ServerReply(
        String host,
        int status,
        String contentType,
        Optional<Duration> retryAfter,
        String text,
        Optional<JsonObject> json,
        Optional<String> challenge,
        Optional<String> server) {

    /** Checks that nothing is missing. */
    public ServerReply {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(challenge, "challenge");
        Objects.requireNonNull(server, "server");
    }

    /**
     * Whether the server did what it was asked and said so in JSON.
     *
     * @return true for a status of 200 to 299 with a JSON object
     */
    public boolean isSuccess() {
        return status >= 200 && status < 300 && json.isPresent();
    }

    /**
     * For how long the server wants to be left alone.
     *
     * @param now the present
     * @return present for 429, and for any refusal that says how long
     */
    public Optional<HeldBack> patience(Instant now) {
        if (status != 429 && (status < 400 || !retryAfter.isPresent())) {
            return Optional.empty();
        }
        ThrottlingRule rule = ThrottlingRule.ofBusyServer(retryAfter);
        return Optional.of(new HeldBack(now.plus(rule.patience(retryAfter)), rule));
    }

    /**
     * The failure of whoever asked for what the server publishes.
     *
     * @param error what the server said
     * @param what what was tried and what came back, in whole sentences; no secret
     * @param nextStep what to do where patience does not help, in whole sentences
     * @param now the present
     * @return when to try again, where the server asks for patience; else that its answer is of no use
     */
    public MsalException unusable(ServiceError error, String what, String nextStep, Instant now) {
        return patience(now)
                .<MsalException>map(heldBack -> new MsalThrottledException(
                        error,
                        heldBack.until(),
                        heldBack.rule(),
                        what + " Try again not before " + heldBack.until() + "."))
                .orElseGet(() -> new MsalServiceException(error, what + " " + nextStep, null));
    }

    /** Who answered with what status and type; the body may hold tokens. */
    @Override
    public String toString() {
        return host + " answered " + status + " (" + contentType + (json.isPresent() ? ")" : ", not a JSON object)");
    }
}
