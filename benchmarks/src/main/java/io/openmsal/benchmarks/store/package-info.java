/**
 * Processes that write to one file store and are killed. Start with {@link io.openmsal.benchmarks.store.KilledWriters}, which the
 * script {@code benchmarks/kill} runs.
 */
@NullMarked
package io.openmsal.benchmarks.store;

import org.jspecify.annotations.NullMarked;
