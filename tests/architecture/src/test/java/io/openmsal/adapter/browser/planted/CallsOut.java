package io.openmsal.adapter.browser.planted;

import java.io.IOException;
import java.net.Socket;

/** Planted: a socket that calls out beside the HTTP port. */
public final class CallsOut {

    Object planted(String host) throws IOException {
        return new Socket(host, 443);
    }
}
