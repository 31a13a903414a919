package io.openmsal.domain.planted;

import java.io.IOException;
import java.net.URI;

/** Planted: a request beside the HTTP port. */
public final class OpensAUrl {

    Object planted(URI address) throws IOException {
        return address.toURL().openStream();
    }
}
