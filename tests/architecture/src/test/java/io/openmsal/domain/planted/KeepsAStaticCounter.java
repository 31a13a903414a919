package io.openmsal.domain.planted;

import java.util.concurrent.atomic.AtomicInteger;

/** Planted: a static field whose object changes. */
public final class KeepsAStaticCounter {

    private static final AtomicInteger CALLS = new AtomicInteger();

    int planted() {
        return CALLS.incrementAndGet();
    }
}
