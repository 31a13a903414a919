package io.openmsal.port.time;

import io.openmsal.port.Cancellation;
import java.time.Duration;

/** Lets time pass between two polls or two tries. A test hands in one that moves its clock instead. Safe for many threads. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param duration how long; zero or less returns at once
     * @param cancellation what ends the wait early
     * @throws InterruptedException when the thread was interrupted
     */
    void sleep(Duration duration, Cancellation cancellation) throws InterruptedException;
}
