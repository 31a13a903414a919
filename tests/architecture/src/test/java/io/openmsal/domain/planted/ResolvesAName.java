package io.openmsal.domain.planted;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Planted: a question to the name server beside the HTTP port. */
public final class ResolvesAName {

    Object planted(String host) throws UnknownHostException {
        return InetAddress.getByName(host);
    }
}
