package io.openmsal.port.planted;

import javax.net.ssl.SSLContext;

/** Planted: a port that knows more than {@code java..}. */
public final class NamesAClient {

    private final SSLContext named;

    NamesAClient(SSLContext named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
