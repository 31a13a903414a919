package io.openmsal.port.crypto;

import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * A key pair that tokens are bound to, and that proves for each request that its sender holds it. It has no certificate and nobody
 * knows it beforehand: its thumbprint goes to the identity provider, its public half to the web API.
 *
 * <p>Immutable: a new key is a new object. Safe for many threads. {@code ProofKeyContract} in {@code msal-testing} checks an adapter.
 */
public interface ProofKey {

    /**
     * How it signs.
     *
     * @return the algorithm
     */
    SignatureAlgorithm algorithm();

    /**
     * The public half as a JSON Web Key (RFC 7517).
     *
     * @return the members that make up the key and no others, such as {@code e}, {@code kty} and {@code n}; unmodifiable
     */
    Map<String, String> publicJwk();

    /**
     * What names the key.
     *
     * @return the SHA-256 thumbprint in base64url without padding (RFC 7638)
     */
    String thumbprint();

    /**
     * Signs.
     *
     * @param content the bytes to sign, usually the ASCII of {@code header.payload} of a JWT
     * @return the raw signature
     * @throws GeneralSecurityException when the key refuses or is gone
     */
    byte[] sign(byte[] content) throws GeneralSecurityException;
}
