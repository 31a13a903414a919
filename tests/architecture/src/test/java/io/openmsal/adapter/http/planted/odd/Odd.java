package io.openmsal.adapter.http.planted.odd;

import io.openmsal.adapter.http.planted.even.Even;

/** Planted: half of a cycle. */
public final class Odd {

    private final Even named;

    Odd(Even named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
