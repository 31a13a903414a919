package io.openmsal.domain.oauth;

import io.openmsal.port.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

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
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier.reveal()));
    }

    /**
     * The nonce as it is sent: a hash, so that whoever sees the ID token does not learn the nonce itself.
     *
     * @param nonce the nonce that is kept
     * @return SHA-256 in lower-case hexadecimal
     */
    public static String hashOfNonce(Secret nonce) {
        StringBuilder hex = new StringBuilder();
        for (byte b : sha256(nonce.reveal())) {
            hex.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return hex.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
