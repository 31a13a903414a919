package io.openmsal.domain.flow;

import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.MinimumLifetime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which token from the cache will do, and when none will.
 *
 * @param forceRefresh whether to ask the provider in any case
 * @param shape what the token must be like; none that is cached satisfies a claims challenge
 * @param minimumLifetime how much life a cached token must have left
 */
public record CachePolicy(boolean forceRefresh, RequestShape shape, MinimumLifetime minimumLifetime) {

    /** Any bearer token that is good for a while will do. */
    public static final CachePolicy DEFAULT = new CachePolicy(false, RequestShape.PLAIN, MinimumLifetime.standard());

    /** Checks that nothing is missing. */
    public CachePolicy {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(minimumLifetime, "minimumLifetime");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CachePolicy policy
                && forceRefresh == policy.forceRefresh
                && shape.equals(policy.shape)
                && minimumLifetime.equals(policy.minimumLifetime);
    }

    @Override
    public int hashCode() {
        return (shape.hashCode() * 31 + minimumLifetime.hashCode()) * 31 + (forceRefresh ? 1 : 0);
    }

    /** Whether the latest token will do that is good for the usual time. */
    boolean isUsual() {
        return looksInCache() && minimumLifetime.equals(MinimumLifetime.standard());
    }

    boolean looksInCache() {
        return !forceRefresh && !shape.challenge().isPresent();
    }
}
