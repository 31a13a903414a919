package io.openmsal.adapter.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How often, and how patiently, a request is tried again. Waits double from {@code baseDelay} up to {@code maxDelay}; the
 * actual wait is drawn evenly between nothing and that, so that many clients do not return all at once.
 *
 * @param maxRetries how many tries may follow the first; 0 to 10
 * @param baseDelay the longest wait before the first retry
 * @param maxDelay the longest wait before any retry
 * @param longestThrottling the longest {@code Retry-After} of a 429 that is waited out here; a longer one is answered as it
 *     came, so that the caller can throttle itself
 */
public record RetryPolicy(int maxRetries, Duration baseDelay, Duration maxDelay, Duration longestThrottling) {

    /** Checks the numbers. */
    public RetryPolicy {
        Objects.requireNonNull(baseDelay, "baseDelay");
        Objects.requireNonNull(maxDelay, "maxDelay");
        Objects.requireNonNull(longestThrottling, "longestThrottling");
        if (maxRetries < 0 || maxRetries > 10) {
            throw new IllegalArgumentException("maxRetries must be between 0 and 10, not " + maxRetries);
        }
        if (baseDelay.isNegative() || baseDelay.compareTo(maxDelay) > 0) {
            throw new IllegalArgumentException("baseDelay (" + baseDelay
                    + ") must not be negative and must not exceed maxDelay (" + maxDelay + ")");
        }
        if (longestThrottling.isNegative()) {
            throw new IllegalArgumentException("longestThrottling must not be negative, but is " + longestThrottling);
        }
    }

    /**
     * Two retries, after up to 0.5 s and up to 1 s; a 429 is waited out for 3 s at most.
     *
     * @return the policy
     */
    public static RetryPolicy defaults() {
        return new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(3));
    }

    /**
     * One try and no more, for callers that retry by themselves.
     *
     * @return the policy
     */
    public static RetryPolicy none() {
        return new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /**
     * The longest wait before a retry.
     *
     * @param retry which retry, from 1
     * @return {@code baseDelay} doubled for each retry before it, but not above {@code maxDelay}
     */
    Duration ceilingBefore(int retry) {
        Duration doubled = baseDelay.multipliedBy(1L << (retry - 1));
        return doubled.compareTo(maxDelay) < 0 ? doubled : maxDelay;
    }
}
