package io.openmsal.adapter.planted;

import io.openmsal.adapter.http.ApacheHttpTransport;

/** Planted: an arrow from one adapter to another. */
public final class NamesAnotherAdapter {

    private final ApacheHttpTransport named;

    NamesAnotherAdapter(ApacheHttpTransport named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
