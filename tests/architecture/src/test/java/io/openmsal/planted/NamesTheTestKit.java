package io.openmsal.planted;

import io.openmsal.testing.http.FakeHttpTransport;

/** Planted: an arrow from elsewhere to the test kit. */
public final class NamesTheTestKit {

    private final FakeHttpTransport named;

    NamesTheTestKit(FakeHttpTransport named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
