package io.openmsal.planted;

import io.openmsal.credential.TokenCredential;

/** Planted: an arrow from the application to what stands on it. */
public final class NamesACredential {

    private final TokenCredential named;

    NamesACredential(TokenCredential named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
