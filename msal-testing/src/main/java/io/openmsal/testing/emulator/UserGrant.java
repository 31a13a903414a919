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
        Instant authTime) {}
