package io.openmsal.adapter.http;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The trust of the caller's own context. */
record GivenTrust(SSLContext context) implements TrustSettings {

    /** A finished context takes no more keys, and to go on without the caller's trust would be to trust others. */
    @Override
    public SSLContext toSslContext(KeyManager @Nullable [] keys) throws GeneralSecurityException {
        if (keys != null) {
            throw new GeneralSecurityException("A client certificate cannot be added to a finished SSLContext. Give the"
                    + " trusted certificates as TrustSettings.pem(...) or keyStore(...) instead.");
        }
        return context;
    }

    @Override
    public String toString() {
        return "the caller's SSLContext";
    }
}
