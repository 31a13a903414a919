package io.openmsal.adapter.http;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Transports on the JDK alone that show a client certificate. Those of the certificates used last are kept. No connection outlives its
 * request. What {@link JdkHttpTransport} cannot do, such as a proxy with a password where the JDK forbids it, these cannot. Safe for
 * many threads.
 */
public final class JdkMutualTlsTransports implements MutualTlsTransports {

    private final HttpSettings settings;
    private @Nullable MutualTlsTransports kept;

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
        return kept().presenting(identity);
    }

    private synchronized MutualTlsTransports kept() {
        if (kept == null) {
            kept = new TransportOfEachCertificate(this::showing);
        }
        return kept;
    }

    private HttpTransport showing(TlsIdentity identity) throws GeneralSecurityException {
        SSLContext context = settings.trust().toSslContext(new KeyManager[] {new IdentityKeyManager(identity)});
        return new CertificateShowingTransport(new JdkHttpTransport(settings, context.getSocketFactory()));
    }
}
