package io.openmsal.adapter.planted;

import com.google.gson.Gson;

/** Planted: a library away from its home. */
public final class NamesGson {

    private final Gson named;

    NamesGson(Gson named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
