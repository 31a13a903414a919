package io.openmsal.adapter.planted;

import org.apache.hc.client5.http.classic.HttpClient;

/** Planted: a library away from its home. */
public final class NamesHttpClient {

    private final HttpClient named;

    NamesHttpClient(HttpClient named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
