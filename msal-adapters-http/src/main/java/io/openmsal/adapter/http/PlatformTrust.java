package io.openmsal.adapter.http;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The trust the platform was set up with. */
record PlatformTrust() implements TrustSettings {

    @Override
    public SSLContext toSslContext(KeyManager @Nullable [] keys) throws GeneralSecurityException {
        if (keys == null) {
            return SSLContext.getDefault();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, null, null);
        return context;
    }

    @Override
    public String toString() {
        return "the platform's roots";
    }
}
