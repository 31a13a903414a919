package io.openmsal.port.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A key pair that a certificate is to be issued for, so that tokens can be bound to that. The certificate is shown, and the key used, in
 * TLS handshakes (RFC 8705 §3).
 *
 * <p>Immutable, and safe for many threads. {@code BindingKeysContract} in {@code msal-testing} checks an adapter.
 */
public interface BindingKey {

    /**
     * How well the key is kept.
     *
     * @return the truth: applications refuse by it
     */
    BindingStrength strength();

    /**
     * The public half, which the certificate will hold.
     *
     * @return the key, with an encoding of its own
     */
    PublicKey publicKey();

    /**
     * The private half.
     *
     * @return the key, or a handle to one that never leaves its home
     */
    PrivateKey privateKey();

    /**
     * Asks for a certificate in writing, and proves to hold the key.
     *
     * @param request what is said besides the key
     * @return a PKCS#10 request (RFC 2986 §4) in DER, signed with RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes
     * @throws GeneralSecurityException when the key refuses or is gone
     */
    byte[] certificationRequest(CertificationRequest request) throws GeneralSecurityException;
}
