/**
 * How fast, how lean and how quiet the library is, beside msal4j in the same run. Both sides do the same work against the same
 * in-memory identity provider, {@link io.openmsal.benchmarks.FakeEntra}; {@link io.openmsal.benchmarks.Figures} runs the
 * benchmarks of cache hits, {@link io.openmsal.benchmarks.RequestCounts} counts requests, and the programs in
 * {@code startup} are measured as whole processes.
 */
@NullMarked
package io.openmsal.benchmarks;

import org.jspecify.annotations.NullMarked;
