package io.openmsal.port.crypto;

/**
 * How a token may be signed so that anybody can check it with a published key (RFC 7518 §3.1). Neither {@code none} nor an algorithm
 * with a shared secret is among them, so that no token can ask for one (RFC 8725 §2.1).
 */
public enum JwsAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256("RSA"),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384("RSA"),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512("RSA"),
    /** RSASSA-PSS with SHA-256. */
    PS256("RSA"),
    /** RSASSA-PSS with SHA-384. */
    PS384("RSA"),
    /** RSASSA-PSS with SHA-512. */
    PS512("RSA"),
    /** ECDSA on P-256 with SHA-256. */
    ES256("EC"),
    /** ECDSA on P-384 with SHA-384. */
    ES384("EC"),
    /** ECDSA on P-521 with SHA-512. */
    ES512("EC");

    private final String keyType;

    JwsAlgorithm(String keyType) {
        this.keyType = keyType;
    }

    /**
     * The kind of key that goes with it.
     *
     * @return the {@code kty} of a JSON Web Key (RFC 7518 §6.1)
     */
    public String keyType() {
        return keyType;
    }
}
