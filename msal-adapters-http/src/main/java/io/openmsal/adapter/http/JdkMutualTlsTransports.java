package io.openmsal.adapter.http;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * Transports on the JDK alone that show a client certificate. Those of the certificates used last are kept, so that a renewed
 * certificate costs one more TLS context and an endless row of them costs no memory. No connection outlives its request. Safe for
 * many threads.
 */
public final class JdkMutualTlsTransports implements MutualTlsTransports {

    private static final int KEPT = 16;

    private final HttpSettings settings;
    private final Map<String, HttpTransport> transports = new LinkedHashMap<>(KEPT, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HttpTransport> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Makes the factory.
     *
     * @param settings limits, proxy and trust; the trust must not be a finished {@link SSLContext}
     */
    public JdkMutualTlsTransports(HttpSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    @Override
    public HttpTransport presenting(TlsIdentity identity) throws GeneralSecurityException {
        String thumbprint = identity.thumbprint();
        synchronized (transports) {
            HttpTransport known = transports.get(thumbprint);
            if (known == null) {
                known = showing(identity);
                transports.put(thumbprint, known);
            }
            return known;
        }
    }

    private HttpTransport showing(TlsIdentity identity) throws GeneralSecurityException {
        SSLContext context = settings.trust().toSslContext(new KeyManager[] {new IdentityKeyManager(identity)});
        return new CertificateShowingTransport(new JdkHttpTransport(settings, context.getSocketFactory()));
    }
}
