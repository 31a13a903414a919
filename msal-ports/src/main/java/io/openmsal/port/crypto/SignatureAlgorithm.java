package io.openmsal.port.crypto;

/** How a client assertion is signed (RFC 7518 §3.1). */
public enum SignatureAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3). */
    RS256,
    /** RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (RFC 7518 §3.5). */
    PS256
}
