package io.openmsal.adapter.crypto;

import static io.openmsal.adapter.crypto.PrivateKeyText.refused;

import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;

/** Whether the first certificate belongs to the key and is valid, so that no request is sent which must be refused. */
final class CertificateOfKey {

    private CertificateOfKey() {}

    static void check(List<X509Certificate> chain, PrivateKey key, Instant now) throws UnusableKeyMaterialException {
        X509Certificate own = chain.get(0);
        if (!belongs(own, key)) {
            boolean isLater = chain.stream().anyMatch(certificate -> belongs(certificate, key));
            throw refused(
                    "the certificate of the private key first",
                    isLater ? "it behind another certificate" : "a certificate of another key",
                    isLater
                            ? "Put the key's own certificate before those that issued it."
                            : "Pass the key and the certificate that were issued together.");
        }
        Instant from = own.getNotBefore().toInstant();
        Instant until = own.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            throw refused(
                    "a certificate that is valid at " + now,
                    "one that is valid from " + from,
                    "Check the clock of this machine, or use the certificate that is valid now.");
        }
        if (now.isAfter(until)) {
            throw refused(
                    "a certificate that is valid at " + now,
                    "one that expired at " + until,
                    "Issue a new certificate and register it with the application.");
        }
    }

    /** A key that stays in its module may not even tell its modulus; then the store's word for the certificate is taken. */
    private static boolean belongs(X509Certificate certificate, PrivateKey key) {
        return certificate.getPublicKey() instanceof RSAPublicKey publicKey
                && (!(key instanceof RSAKey rsa) || publicKey.getModulus().equals(rsa.getModulus()));
    }
}
