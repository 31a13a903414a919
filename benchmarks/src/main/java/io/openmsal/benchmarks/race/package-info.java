/**
 * Processes that share one person's tokens in one store, with a refresh token that serves once. Start with
 * {@link io.openmsal.benchmarks.race.SharedAccountRace}, which the script {@code benchmarks/race} runs.
 */
@NullMarked
package io.openmsal.benchmarks.race;

import org.jspecify.annotations.NullMarked;
