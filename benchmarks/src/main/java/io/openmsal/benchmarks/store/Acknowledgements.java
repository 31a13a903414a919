package io.openmsal.benchmarks.store;

import org.jspecify.annotations.Nullable;

/**
 * What the processes of one writer, one after another, said was stored. Each takes the number that it finds in the store, and adds one: whoever
 * finds a smaller one than was acknowledged acknowledges a number again, and no later one would show what was lost before. Safe for many threads.
 */
final class Acknowledgements {

    private final String writer;
    private long last;
    private @Nullable String lost;

    Acknowledgements(String writer) {
        this.writer = writer;
    }

    /** Takes note of the number of a token that was said to be stored. */
    synchronized void hear(long number) {
        if (number <= last && lost == null) {
            lost = "Token " + last + " of " + writer + " was acknowledged and is lost: the next one that was stored is "
                    + number;
        }
        last = number;
    }

    /** The number of the last token that was said to be stored. */
    synchronized long last() {
        return last;
    }

    /** Ends the run when a token was lost, whether or not later ones took its place. */
    synchronized void requireNothingLost() {
        if (lost != null) {
            throw new IllegalStateException(lost);
        }
    }
}
