package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.CachePolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The options of requests that a token from the cache may serve. */
abstract class CachedRequestOptions<R extends CachedRequest<R>> extends RequestOptions<R> implements CachedRequest<R> {

    private boolean forceRefresh;
    private @Nullable Duration minimumLifetime;

    CachedRequestOptions(Engine engine, String... scopes) {
        super(engine, scopes);
    }

    @Override
    public R forceRefresh() {
        forceRefresh = true;
        return self();
    }

    @Override
    public R minimumLifetime(Duration lifetime) {
        if (lifetime.isNegative()) {
            throw new MsalConfigurationException(
                    "invalid_minimum_lifetime", "The minimum lifetime of a token cannot be negative.");
        }
        minimumLifetime = lifetime;
        return self();
    }

    final CachePolicy policy() {
        if (!forceRefresh && minimumLifetime == null && claims().isEmpty()) {
            return CachePolicy.DEFAULT;
        }
        return new CachePolicy(
                forceRefresh,
                claims(),
                minimumLifetime == null ? CachePolicy.DEFAULT_MINIMUM_LIFETIME : minimumLifetime);
    }
}
