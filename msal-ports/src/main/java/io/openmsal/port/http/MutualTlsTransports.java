package io.openmsal.port.http;

import io.openmsal.port.crypto.TlsIdentity;
import java.security.GeneralSecurityException;

/**
 * Makes transports that prove in the TLS handshake who the client is (RFC 8705). {@code MutualTlsTransportsContract} in
 * {@code msal-testing} checks an adapter. Safe for many threads.
 */
@FunctionalInterface
public interface MutualTlsTransports {

    /**
     * A transport that shows a certificate to each server that asks for one. Called for each token request, so an adapter should
     * keep what is dear to make, for a bounded number of certificates. A connection is never used for another certificate. Where a
     * server may have refused the certificate, the failure is, or has as a cause, a {@link HandshakeEndedException}.
     *
     * @param identity the certificate and its key
     * @return the transport; its adapter ends it
     * @throws GeneralSecurityException when the platform cannot use the key, or the trust it was given takes none
     */
    HttpTransport presenting(TlsIdentity identity) throws GeneralSecurityException;
}
