/** Which tokens are at hand. Start with {@link io.openmsal.domain.cache.TokenCache}: immutable tokens in partitions, found by exact key, without a lock on a hit. {@link io.openmsal.domain.cache.UnifiedCacheDocument} is the JSON that every MSAL shares. */
@NullMarked
package io.openmsal.domain.cache;

import org.jspecify.annotations.NullMarked;
