package io.openmsal.port.crypto;

import io.openmsal.port.Secret;
import java.time.Instant;
import java.util.Objects;

/**
 * What an attestation service says of a key. Immutable; prints no token.
 *
 * @param token the service's signed statement
 * @param expiresAt until when it is believed
 */
public record AttestationToken(Secret token, Instant expiresAt) {

    /** Checks that nothing is missing. */
    public AttestationToken {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
