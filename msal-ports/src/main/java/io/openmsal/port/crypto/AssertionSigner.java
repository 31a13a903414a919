package io.openmsal.port.crypto;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A private key that signs, wherever it lives: in memory, in a hardware module, behind a vault's API.
 *
 * <p>Safe for many threads. Asked once for each token request and never on a cache hit, so an adapter may read a rotated key
 * each time. {@code AssertionSignerContract} in {@code msal-testing} checks an adapter.
 */
public interface AssertionSigner {

    /**
     * Signs.
     *
     * @param algorithm how
     * @param content the bytes to sign, usually the ASCII of {@code header.payload} of a JWT
     * @return the raw signature, 256 bytes for an RSA key of 2048 bits
     * @throws GeneralSecurityException when the key refuses or is gone; a {@link java.security.NoSuchAlgorithmException} or
     *     {@link java.security.InvalidKeyException} when its provider does not know the algorithm, so that another is tried
     */
    byte[] sign(SignatureAlgorithm algorithm, byte[] content) throws GeneralSecurityException;

    /**
     * The certificate of the key, followed by those that issued it, as far as they are known.
     *
     * @return the chain, the key's own certificate first; never empty
     * @throws GeneralSecurityException when the chain cannot be read
     */
    List<X509Certificate> certificateChain() throws GeneralSecurityException;

    /**
     * The same key as the client of a TLS connection uses it (RFC 8705). Key and certificate are of one moment, also while they
     * are being rotated.
     *
     * @return the key with its certificate; empty when the key only signs what it is sent, as behind a vault's API
     * @throws GeneralSecurityException when it cannot be read
     */
    default Optional<TlsIdentity> tlsIdentity() throws GeneralSecurityException {
        return Optional.empty();
    }
}
