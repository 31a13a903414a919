package io.openmsal.domain.cache;

/**
 * How a cache did since it was made: a snapshot, whose figures may lie a few calls apart while others use the cache.
 *
 * @param hits calls that got a token from the cache without waiting for anybody
 * @param misses calls for which the cache had no good token
 * @param evictions partitions that had to make room before their tokens were over
 * @param size partitions at hand: people, tenants of the application's own tokens, and assertions together
 * @param storeFailures how often the token store could not be read or written
 */
public record CacheStatistics(long hits, long misses, long evictions, long size, long storeFailures) {}
