package io.openmsal.testing.emulator;

import java.time.Duration;

/** Holds an answer back, as long as whoever asked would wait for it. */
@FunctionalInterface
interface Pause {

    /**
     * Waits, or does what stands for it.
     *
     * @return false when nobody waits for the answer any more
     */
    boolean hold(Duration delay);
}
