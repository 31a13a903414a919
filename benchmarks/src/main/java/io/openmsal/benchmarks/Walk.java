package io.openmsal.benchmarks;

import java.util.Random;

/** A walk over a cache in random order, written down beforehand so that no number is drawn while the clock runs. */
final class Walk {

    private static final int STEPS = 1 << 18;

    private final int[] order;
    private int position;

    /**
     * Writes down a walk.
     *
     * @param size how many places there are
     * @param seed two walks of different seeds differ
     */
    Walk(int size, long seed) {
        order = new Random(seed).ints(STEPS, 0, size).toArray();
    }

    /** The next place. */
    int next() {
        position = (position + 1) & (STEPS - 1);
        return order[position];
    }
}
