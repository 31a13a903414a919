/**
 * Token stores in memory and in files. Three to choose from: {@link io.openmsal.adapter.cache.MemoryTokenStore} for tests and
 * for sharing within a process, {@link io.openmsal.adapter.cache.SingleFileTokenStore} for a desktop or command-line
 * application whose one cache file other MSALs open too, and {@link io.openmsal.adapter.cache.FileTokenStore} for a server
 * with many partitions and one disk.
 *
 * <p>Both file stores stand on the same mechanics: an operating-system lock that dies with its process, a temporary file
 * that only its owner can read, and an atomic rename, so that reading needs no lock and a crash leaves the old content.
 * What the bytes mean is not known here.
 */
@NullMarked
package io.openmsal.adapter.cache;

import org.jspecify.annotations.NullMarked;
