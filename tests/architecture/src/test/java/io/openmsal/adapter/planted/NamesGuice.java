package io.openmsal.adapter.planted;

import com.google.inject.Injector;

/** Planted: a library away from its home. */
public final class NamesGuice {

    private final Injector named;

    NamesGuice(Injector named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
