package io.openmsal.adapter.http;

import javax.net.ssl.SSLContext;

/** The trust of the caller's own context. */
record GivenTrust(SSLContext toSslContext) implements TrustSettings {

    @Override
    public String toString() {
        return "the caller's SSLContext";
    }
}
