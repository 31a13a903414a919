package io.openmsal.port.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a TLS client shows and proves in the handshake: a certificate and the use of its key. Immutable, and safe for many threads
 * when the key's provider is. Prints nothing of the key.
 *
 * @param key the key, or a handle to one that never leaves its home
 * @param chain its certificate, followed by those that issued it as far as they are known; never empty
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

    /**
     * Copies the chain.
     *
     * @throws IllegalArgumentException when the chain is empty
     */
    public TlsIdentity {
        Objects.requireNonNull(key, "key");
        chain = Collections.unmodifiableList(new ArrayList<>(chain));
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(
                    "The certificate chain is empty: pass at least the certificate of the key");
        }
    }

    /**
     * The certificate that is shown.
     *
     * @return the key's own certificate
     */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * By what tokens name the certificate that they are bound to, {@code x5t#S256} (RFC 8705 §3.1).
     *
     * @return the SHA-256 of the certificate's DER form, base64url without padding, 43 characters
     */
    public String thumbprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException("every Java has SHA-256, and this certificate was read once", impossible);
        }
    }

    /** The certificate's thumbprint. */
    @Override
    public String toString() {
        return "TLS identity " + thumbprint();
    }
}
