package io.openmsal.adapter.http;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** The trust the platform was set up with. */
record PlatformTrust() implements TrustSettings {

    @Override
    public SSLContext toSslContext() throws GeneralSecurityException {
        return SSLContext.getDefault();
    }
}
