package io.openmsal.adapter.planted;

import com.sun.jna.Library;

/** Planted: a library away from its home. */
public final class NamesJna {

    private final Library named;

    NamesJna(Library named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
