package io.openmsal.domain.planted;

/** Planted: a static object of our own with a field that is not final. */
public final class ChangesAStaticObject {

    private static final Counter SHARED = new Counter();

    int planted() {
        return ++SHARED.count;
    }

    private static final class Counter {

        private int count;
    }
}
