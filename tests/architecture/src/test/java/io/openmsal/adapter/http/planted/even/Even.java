package io.openmsal.adapter.http.planted.even;

import io.openmsal.adapter.http.planted.odd.Odd;

/** Planted: half of a cycle. */
public final class Even {

    private final Odd named;

    Even(Odd named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
