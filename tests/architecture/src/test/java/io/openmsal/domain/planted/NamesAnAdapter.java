package io.openmsal.domain.planted;

import io.openmsal.adapter.json.GsonJsonCodec;

/** Planted: an arrow from the domain to an adapter. */
public final class NamesAnAdapter {

    private final GsonJsonCodec named;

    NamesAnAdapter(GsonJsonCodec named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
