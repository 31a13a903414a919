package io.openmsal.testing.planted;

import io.openmsal.PublicClientApplication;

/** Planted: an arrow from the test kit to the application. */
public final class NamesTheApplication {

    private final PublicClientApplication named;

    NamesTheApplication(PublicClientApplication named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
