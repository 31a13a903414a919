package io.openmsal.port.crypto;

import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * Checks signatures with the public keys that providers publish. Safe for many threads. Waits for no network and no device.
 * {@code SignatureVerifierContract} in {@code msal-testing} checks an adapter.
 */
@FunctionalInterface
public interface SignatureVerifier {

    /**
     * Checks one signature.
     *
     * @param algorithm how it was made, as the validator allows it; never what a token alone claims
     * @param jwk the public key as it was published (RFC 7517): {@code kty} with the members of its kind, such as {@code n} and {@code e}
     * @param content the bytes that were signed, the ASCII of {@code header.payload} of a JWT (RFC 7515 §5.1)
     * @param signature the signature as it stands in the token, after base64url
     * @return whether the key made this signature of this content
     * @throws GeneralSecurityException when the key cannot be read, is too weak (an RSA key below 2048 bits), or is of another kind than
     *     the algorithm's
     */
    boolean verifies(JwsAlgorithm algorithm, Map<String, String> jwk, byte[] content, byte[] signature)
            throws GeneralSecurityException;
}
