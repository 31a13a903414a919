package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.util.Objects;
import javax.cache.Cache;

/**
 * A {@link TokenStore} in a cache of the javax.cache standard (JSR 107). Tested with the providers of Caffeine, Ehcache, Infinispan and Coherence in
 * one process, of Redisson on a Redis, and of Hazelcast in several processes: whatever provider keeps {@code putIfAbsent} and {@code replace} with an expected value
 * atomic for all who share the cache serves. A cache of which members may answer differently for a while (a near cache without
 * invalidation, asynchronous replication) loses updates.
 *
 * <p>Bring a cache of its own, without read-through or write-through. Its expiry and eviction are settings of the cache; what
 * it forgets is a sign-in to do again, so its entries should live as long as refresh tokens do. The content is not encrypted:
 * wrap this in an {@link EncryptedTokenStore}.
 *
 * <p>A writer that was overtaken applies its change again, at most a hundred times within about two seconds of pauses, and
 * then gives up with {@link StoreBusyException}. How long the cache may take to answer is the cache's setting. Listing the
 * partitions reads every entry. Safe for many threads. Needs {@code javax.cache:cache-api} and a provider on the class path.
 */
public final class JCacheTokenStore extends ComparingTokenStore {

    /**
     * Makes a store. Asks the cache for nothing yet.
     *
     * @param cache where the partitions go, one entry each; stays the caller's to close
     */
    public JCacheTokenStore(Cache<String, String> cache) {
        super(new JCachePlace(Objects.requireNonNull(cache, "cache")));
    }
}
