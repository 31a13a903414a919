package io.openmsal.adapter.planted;

import io.openmsal.domain.failure.MsalException;

/** Planted: an arrow from an adapter to the domain. */
public final class NamesTheDomain {

    private final MsalException named;

    NamesTheDomain(MsalException named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
