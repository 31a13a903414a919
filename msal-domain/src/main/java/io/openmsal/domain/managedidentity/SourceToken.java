package io.openmsal.domain.managedidentity;

import io.openmsal.port.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * The token that a host gave. Immutable and safe for many threads; prints no token.
 *
 * @param accessToken the token itself
 * @param tokenType how to present it, usually {@code Bearer}
 * @param expiresIn how long it is good for, in seconds from now
 * @param refreshIn when to fetch a new one, in seconds from now, if that is known
 */
public record SourceToken(Secret accessToken, String tokenType, long expiresIn, Optional<Long> refreshIn) {

    private static final long LONG_LIFE = 7200;

    /** Checks that nothing is missing. */
    public SourceToken {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(tokenType, "tokenType");
        Objects.requireNonNull(refreshIn, "refreshIn");
    }

    /**
     * A token that is renewed after half its life when it lives for two hours or more, as hosts give no advice of their own.
     *
     * @param accessToken the token itself
     * @param tokenType how to present it
     * @param expiresIn how long it is good for, in seconds from now
     * @return the token
     */
    public static SourceToken of(Secret accessToken, String tokenType, long expiresIn) {
        return new SourceToken(
                accessToken,
                tokenType,
                expiresIn,
                expiresIn >= LONG_LIFE ? Optional.of(expiresIn / 2) : Optional.empty());
    }
}
