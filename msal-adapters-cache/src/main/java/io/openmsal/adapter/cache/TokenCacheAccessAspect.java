package io.openmsal.adapter.cache;

/**
 * Two hooks around each access to a cache, in the style of MSAL4J's {@code ITokenCacheAccessAspect}: before, put what you keep into
 * the cache; after, take what the cache has now, if it has changed. An {@link AspectTokenStore} makes a token store of it.
 *
 * <p>For those who have such an aspect already. Who writes anew implements
 * {@link io.openmsal.port.store.TokenStore}: two processes that share one place cannot be kept apart by two hooks. What the hooks throw
 * comes out as {@link java.io.IOException}, and is treated as a store that failed.
 */
public interface TokenCacheAccessAspect {

    /**
     * Called before the cache is read or changed.
     *
     * @param context what is about to be accessed; give what you keep to
     *     {@link TokenCacheAccessContext#tokenCache()}, nothing when you keep none
     */
    void beforeCacheAccess(TokenCacheAccessContext context);

    /**
     * Called after the cache was read or changed, also when that failed.
     *
     * @param context what was accessed; keep what {@link TokenCacheAccessContext#tokenCache()} gives when
     *     {@link TokenCacheAccessContext#hasCacheChanged()}
     */
    void afterCacheAccess(TokenCacheAccessContext context);
}
