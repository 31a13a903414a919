package io.openmsal.testing.emulator;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The client's certificate of the TLS handshake as proof of who it is ({@code self_signed_tls_client_auth}, RFC 8705 §2.2). The
 * handshake has shown that the client holds the key.
 */
final class ClientCertificates {

    private ClientCertificates() {}

    /** Whether the client proved itself in the handshake. A certificate that is not this application's is refused. */
    static boolean prove(Call call, EmulatorApp app) {
        Optional<X509Certificate> shown = call.request().clientCertificate();
        shown.filter(certificate -> !app.certificates().contains(certificate)).ifPresent(stranger -> {
            throw Refusal.unknownClientCertificate(thumbprint(stranger));
        });
        return shown.isPresent();
    }

    /** {@code x5t#S256} (RFC 8705 §3.1). */
    static String thumbprint(X509Certificate certificate) {
        try {
            return Fingerprint.of("SHA-256", certificate.getEncoded());
        } catch (GeneralSecurityException wasReadOnce) {
            throw new IllegalStateException(wasReadOnce);
        }
    }
}
