package io.openmsal.domain.managedidentity;

import java.time.Duration;
import java.util.Random;

/** Spreads retries, so that all instances of a service do not come back at once. Safe for many threads. */
@FunctionalInterface
public interface Jitter {

    /**
     * A delay that was spread.
     *
     * @param delay the delay of the table
     * @return the same or a longer one: a host's own minimum is kept
     */
    Duration spread(Duration delay);

    /**
     * No spreading, for exact tests.
     *
     * @return leaves each delay as it is
     */
    static Jitter none() {
        return delay -> delay;
    }

    /**
     * Up to a tenth longer.
     *
     * @param random a source that is safe for many threads
     * @return adds between nothing and a tenth
     */
    static Jitter upToATenth(Random random) {
        return delay -> delay.plusMillis((long) (delay.toMillis() * 0.1 * random.nextDouble()));
    }
}
