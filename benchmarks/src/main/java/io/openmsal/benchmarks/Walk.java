package io.openmsal.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** A walk over a cache in random order, written down beforehand so that no number is drawn while the clock runs. */
final class Walk {

    private static final int LEAST_STEPS = 1 << 18;
    private static final int VISITS_OF_EACH = 4;

    private final int[] order;

    /**
     * Writes down a walk.
     *
     * @param size how many places there are
     */
    Walk(int size) {
        order = new Random(size).ints(stepsFor(size), 0, size).toArray();
    }

    /** How many steps a walk has before it begins again, a power of two: so many that nearly every place is visited. */
    static int stepsFor(int size) {
        return Math.max(LEAST_STEPS, Integer.highestOneBit(VISITS_OF_EACH * size));
    }

    /** The place that a step leads to. */
    int place(int step) {
        return order[step];
    }

    /**
     * What lies at the places, in the order in which the walk comes by. A program has the account of its caller in its hands; what this
     * walk would wait for to pick one of a hundred thousand would count as a part of the hit.
     */
    <T> T[] inOrder(T[] byPlace) {
        T[] inOrder = Arrays.copyOf(byPlace, order.length);
        for (int step = 0; step < order.length; step++) {
            inOrder[step] = byPlace[order[step]];
        }
        return inOrder;
    }
}
