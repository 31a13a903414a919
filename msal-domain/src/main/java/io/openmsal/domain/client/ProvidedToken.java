package io.openmsal.domain.client;

import io.openmsal.port.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A bearer token that an {@link AppTokenProvider} got. Whether it makes sense is judged when it is taken. Immutable; prints no token.
 *
 * @param accessToken the token
 * @param lifetime how long it is good for from now on
 * @param refreshIn after which time a new one should be fetched; half of a life of two hours or more where it is empty
 */
public record ProvidedToken(Secret accessToken, Duration lifetime, Optional<Duration> refreshIn) {

    /** Checks that nothing is missing. */
    public ProvidedToken {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(refreshIn, "refreshIn");
    }

    /**
     * A token without advice on when to renew it.
     *
     * @param accessToken the token
     * @param lifetime how long it is good for from now on
     * @return the token
     */
    public static ProvidedToken of(Secret accessToken, Duration lifetime) {
        return new ProvidedToken(accessToken, lifetime, Optional.empty());
    }
}
