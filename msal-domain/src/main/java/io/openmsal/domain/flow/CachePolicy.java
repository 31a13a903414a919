package io.openmsal.domain.flow;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a token from the cache will do.
 *
 * @param forceRefresh whether to ask the provider in any case
 * @param claims a claims challenge to satisfy (JSON), which no cached token can, if there is one
 * @param minimumLifetime how much life a cached token must have left
 */
public record CachePolicy(boolean forceRefresh, Optional<String> claims, Duration minimumLifetime) {

    /** Five minutes, so that a token does not expire on its way to the web API. */
    public static final Duration DEFAULT_MINIMUM_LIFETIME = Duration.ofMinutes(5);

    /** Any token that is good for five more minutes will do. */
    public static final CachePolicy DEFAULT = new CachePolicy(false, Optional.empty(), DEFAULT_MINIMUM_LIFETIME);

    /** Checks that nothing is missing. */
    public CachePolicy {
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(minimumLifetime, "minimumLifetime");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CachePolicy policy
                && forceRefresh == policy.forceRefresh
                && claims.equals(policy.claims)
                && minimumLifetime.equals(policy.minimumLifetime);
    }

    @Override
    public int hashCode() {
        return (claims.hashCode() * 31 + minimumLifetime.hashCode()) * 31 + (forceRefresh ? 1 : 0);
    }

    boolean looksInCache() {
        return !forceRefresh && !claims.isPresent();
    }
}
