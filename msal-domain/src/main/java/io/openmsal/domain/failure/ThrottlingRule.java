package io.openmsal.domain.failure;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a request is held back for a while instead of being sent. Each rule keeps to the request it was learnt from: another
 * person, another scope or a corrected password is another request.
 */
public enum ThrottlingRule {
    /** The server said how long to wait (RFC 9110 §10.2.3). It is believed for an hour at most. */
    RETRY_AFTER("the server's Retry-After", Duration.ofHours(1)),
    /** The server answered 429 or 5xx and did not say how long to wait. */
    SERVER_BUSY("5 seconds after 429 or 5xx", Duration.ofSeconds(5)),
    /** The server refused the request with 400, or its password, and would refuse the very same one again. */
    REFUSED("60 seconds after the same request was refused", Duration.ofSeconds(60)),
    /** The server was asked too often whether a device code was used: so much more between two polls (RFC 8628 §3.5). */
    SLOW_DOWN("5 seconds more between polls after slow_down", Duration.ofSeconds(5));

    private final String words;
    private final Duration longest;

    ThrottlingRule(String words, Duration longest) {
        this.words = words;
        this.longest = longest;
    }

    /**
     * The rule for a server that asks for patience.
     *
     * @param retryAfter how long it asks to wait, if it says so
     * @return {@link #RETRY_AFTER} or {@link #SERVER_BUSY}
     */
    public static ThrottlingRule ofBusyServer(Optional<Duration> retryAfter) {
        return retryAfter.isPresent() ? RETRY_AFTER : SERVER_BUSY;
    }

    /**
     * How long a request is held back under this rule.
     *
     * @param retryAfter how long the server asks to wait, if it says so
     * @return what the server asks for, within bounds, or the rule's own time
     */
    public Duration patience(Optional<Duration> retryAfter) {
        return retryAfter.filter(asked -> asked.compareTo(longest) < 0).orElse(longest);
    }

    /** The rule in a few words, for messages. */
    @Override
    public String toString() {
        return words;
    }
}
