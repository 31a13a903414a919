package io.openmsal.domain.planted;

/** Planted: a static field that changes. */
public final class CountsInAStaticField {

    private static int calls;

    int planted() {
        return calls++;
    }
}
