package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;

/** Beside a transport of the caller's own, which the library does not go around with one that it makes itself. */
final class NoMutualTls implements MutualTlsTransports {

    @Override
    public HttpTransport presenting(TlsIdentity identity) {
        throw new MsalConfigurationException(
                "mutual_tls_transport_required",
                "A certificate is to be shown in the TLS handshake, and the application has a transport of its own, which shows"
                        + " none and is not gone around. Nothing was sent to the token endpoint. Say with mutualTlsTransports(...), or with"
                        + " withMutualTls(...) of the adapters, what sends there.");
    }
}
