package io.openmsal.adapter.planted;

import jdk.jfr.Recording;

/** Planted: a library away from its home. */
public final class NamesFlightRecorder {

    private final Recording named;

    NamesFlightRecorder(Recording named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
