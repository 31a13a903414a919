package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.CachePolicy;
import io.openmsal.domain.token.MinimumLifetime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The options of requests that a token from the cache may serve. */
abstract class CachedRequestOptions<R extends CachedRequest<R>> extends RequestOptions<R> implements CachedRequest<R> {

    private boolean forceRefresh;
    private @Nullable MinimumLifetime minimumLifetime;

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
        minimumLifetime = MinimumLifetime.of(lifetime);
        return self();
    }

    final CachePolicy policy() {
        if (!forceRefresh && minimumLifetime == null && claims().isEmpty()) {
            return CachePolicy.DEFAULT;
        }
        return new CachePolicy(
                forceRefresh, claims(), minimumLifetime == null ? MinimumLifetime.standard() : minimumLifetime);
    }
}
