/**
 * Places where tokens outlive the process, and one where they do not. For one process,
 * {@link io.openmsal.adapter.cache.MemoryTokenStore}; for a desktop or command-line application
 * {@link io.openmsal.adapter.cache.SystemKeyring}, or a {@link io.openmsal.adapter.cache.SingleFileTokenStore}, which other MSALs can open too where it is made for that;
 * for a server with one disk,
 * {@link io.openmsal.adapter.cache.FileTokenStore}; for several servers, {@link io.openmsal.adapter.cache.JdbcTokenStore},
 * {@link io.openmsal.adapter.cache.JCacheTokenStore} or {@link io.openmsal.adapter.cache.RedisTokenStore}. Any of them can be
 * wrapped in an {@link io.openmsal.adapter.cache.EncryptedTokenStore}.
 *
 * <p>The file stores stand on the same mechanics: an operating-system lock that dies with its process, a temporary file that
 * only its owner can read, and an atomic rename, so that reading needs no lock and a crash leaves the old content. The shared
 * ones stand on compare-and-set: read, change, replace if nobody else did meanwhile, else again. The libraries of JCache and
 * Redis are needed by their own store alone. What the bytes mean is not known here.
 */
@NullMarked
package io.openmsal.adapter.cache;

import org.jspecify.annotations.NullMarked;
