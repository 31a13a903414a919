package io.openmsal.adapter.planted;

import javax.cache.Cache;

/** Planted: a library away from its home. */
public final class NamesJCache {

    private final Cache<String, String> named;

    NamesJCache(Cache<String, String> named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
