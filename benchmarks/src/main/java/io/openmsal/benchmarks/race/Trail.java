package io.openmsal.benchmarks.race;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;

/**
 * The marks of one writer, each a number greater than the one before. Whoever leaves one looks whether the last that was acknowledged is still there: what was
 * lost would else be covered by the next. For one thread.
 */
final class Trail {

    private final Marks marks;
    private final String document;
    private final String writer;
    private long attempted;
    private long last;
    private long acknowledged;

    Trail(TokenStore store, String document, String writer) {
        this.marks = new Marks(store);
        this.document = document;
        this.writer = writer;
    }

    /**
     * Leaves the next mark.
     *
     * @throws IllegalStateException when one is lost that the store has acknowledged
     * @throws IOException when the store did not acknowledge this one, which may be there nevertheless
     */
    void leave() throws IOException {
        attempted++;
        marks.leave(document, writer, attempted, last);
        last = attempted;
        acknowledged++;
    }

    /** The last mark that the store has acknowledged. */
    long last() {
        return last;
    }

    /** How many marks the store has acknowledged. */
    long acknowledged() {
        return acknowledged;
    }
}
