package io.openmsal;

import java.time.Duration;

/**
 * A request that a token from the cache may serve.
 *
 * @param <R> the kind of request, so that options chain
 */
public interface CachedRequest<R extends CachedRequest<R>> extends TokenRequest<R> {

    /**
     * Asks the server even when there is a good token in the cache.
     *
     * @return this request
     */
    R forceRefresh();

    /**
     * Sets how much life a token from the cache must have left.
     *
     * @param lifetime exactly this; by default five minutes, but never more than half of a token's own life
     * @return this request
     */
    R minimumLifetime(Duration lifetime);
}
