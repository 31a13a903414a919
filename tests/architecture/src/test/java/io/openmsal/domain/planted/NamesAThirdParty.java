package io.openmsal.domain.planted;

import com.google.gson.Gson;

/** Planted: a library in the domain. */
public final class NamesAThirdParty {

    private final Gson named;

    NamesAThirdParty(Gson named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
