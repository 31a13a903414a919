package io.openmsal.domain.planted;

import java.net.http.HttpClient;

/** Planted: a client beside the HTTP port. */
public final class OpensAnHttpClient {

    Object planted() {
        return HttpClient.newHttpClient();
    }
}
