package io.openmsal.adapter.http;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * Transports on Apache HttpClient 5 that show a client certificate. Each request has a client of its own, which ends with it: no
 * connection is ever used for another certificate, and nothing needs to be closed. Safe for many threads.
 */
public final class ApacheMutualTlsTransports implements MutualTlsTransports {

    private final HttpSettings settings;
    private final MutualTlsTransports kept = new TransportOfEachCertificate(this::showing);

    /**
     * Makes the factory.
     *
     * @param settings limits, proxy and trust; the trust must not be a finished {@link SSLContext}
     */
    public ApacheMutualTlsTransports(HttpSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    @Override
    public HttpTransport presenting(TlsIdentity identity) throws GeneralSecurityException {
        return kept.presenting(identity);
    }

    private HttpTransport showing(TlsIdentity identity) throws GeneralSecurityException {
        SSLContext context = settings.trust().toSslContext(new KeyManager[] {new IdentityKeyManager(identity)});
        return new CertificateShowingTransport(request -> {
            try (ApacheHttpTransport once = new ApacheHttpTransport(settings, context)) {
                return once.send(request);
            }
        });
    }
}
