package io.openmsal.planted;

import java.io.IOException;
import java.net.ServerSocket;

/** Planted: an open port nobody asked for. */
public final class Listens {

    Object planted() throws IOException {
        return new ServerSocket(0);
    }
}
