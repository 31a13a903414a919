package io.openmsal.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The places of a cache, each once, in a random order that is the same in every run. */
final class Walk {

    private final int[] places;

    /**
     * Writes down a walk.
     *
     * @param size how many places there are
     */
    Walk(int size) {
        List<Integer> shuffled = IntStream.range(0, size).boxed().collect(Collectors.toList());
        Collections.shuffle(shuffled, new Random(size));
        places = shuffled.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The place that a step leads to. */
    int place(int step) {
        return places[step];
    }

    /** Comes by each place once. */
    void comeBy(IntConsumer visitor) {
        Arrays.stream(places).forEach(visitor);
    }

    /** What lies at the places, in the order in which the walk comes by. */
    <T> T[] inOrder(T[] byPlace) {
        T[] inOrder = Arrays.copyOf(byPlace, places.length);
        for (int step = 0; step < inOrder.length; step++) {
            inOrder[step] = byPlace[place(step)];
        }
        return inOrder;
    }
}
