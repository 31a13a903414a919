package io.openmsal.domain.cache;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The terms that tokens have, each with a number that is shorter than they are: thousands of tokens have the same few. Of the first thousand kinds; safe
 * for many threads.
 */
final class KnownTerms {

    /** What stands for terms that came too late to get a number. */
    static final int NONE = -1;

    private static final int MOST = 1000;

    private final Map<Terms, Integer> numbers = new HashMap<>();
    private volatile Terms[] known = new Terms[0];

    /** The number of some terms, or {@link #NONE}. */
    synchronized int numberOf(Terms terms) {
        Integer number = numbers.get(terms);
        if (number != null) {
            return number;
        }
        int next = known.length;
        if (next == MOST) {
            return NONE;
        }
        Terms[] more = Arrays.copyOf(known, next + 1);
        more[next] = terms;
        known = more;
        numbers.put(terms, next);
        return next;
    }

    /** The terms that have a number. */
    Terms of(int number) {
        return known[number];
    }
}
