package io.openmsal.testing.emulator;

import java.time.Instant;
import java.util.Optional;

/**
 * What one sign-in allowed one application to do. Every code and refresh token that comes from it shares its id, so that it can
 * be revoked as a whole.
 */
record UserGrant(
        String id,
        EmulatorUser user,
        String clientId,
        boolean isFamilyGrant,
        Scopes scopes,
        Optional<String> nonce,
        Instant authTime,
        Optional<String> sid) {

    /** One that no browser's session stands behind, or none that the application asked to know. */
    UserGrant(
            String id,
            EmulatorUser user,
            String clientId,
            boolean isFamilyGrant,
            Scopes scopes,
            Optional<String> nonce,
            Instant authTime) {
        this(id, user, clientId, isFamilyGrant, scopes, nonce, authTime, Optional.empty());
    }
}
