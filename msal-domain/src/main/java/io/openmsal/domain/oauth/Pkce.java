package io.openmsal.domain.oauth;

import io.openmsal.domain.digest.Sha256;
import io.openmsal.port.Secret;

/** Proof key for code exchange (RFC 7636), method S256. */
public final class Pkce {

    /** The method's name on the wire. */
    public static final String METHOD = "S256";

    private Pkce() {}

    /**
     * The challenge of a verifier (RFC 7636 §4.2).
     *
     * @param verifier the code verifier
     * @return 43 characters
     */
    public static String challengeOf(Secret verifier) {
        return Sha256.base64Url(Sha256.of(verifier.reveal()));
    }

    /**
     * The nonce as it is sent: a hash, so that whoever sees the ID token does not learn the nonce itself.
     *
     * @param nonce the nonce that is kept
     * @return SHA-256 in lower-case hexadecimal
     */
    public static String hashOfNonce(Secret nonce) {
        return Sha256.hex(Sha256.of(nonce.reveal()));
    }
}
