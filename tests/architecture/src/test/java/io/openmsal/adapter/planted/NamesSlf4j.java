package io.openmsal.adapter.planted;

import org.slf4j.Logger;

/** Planted: a library away from its home. */
public final class NamesSlf4j {

    private final Logger named;

    NamesSlf4j(Logger named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
