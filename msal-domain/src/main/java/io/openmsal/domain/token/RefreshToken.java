package io.openmsal.domain.token;

import io.openmsal.port.Secret;
import java.util.Objects;

/**
 * A refresh token as it is kept (RFC 6749 §1.5). Immutable and safe for many threads.
 *
 * @param secret the token itself
 * @param clientId the application it was issued to
 * @param target the scopes under which it was stored, part of its key in the shared cache format; usually none
 * @param familyId the family of applications that may share it, or empty
 * @param receivedAt when it was received, in seconds since 1970
 */
public record RefreshToken(Secret secret, String clientId, String target, String familyId, long receivedAt) {

    /** Checks that nothing is missing. */
    public RefreshToken {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(familyId, "familyId");
    }
}
