package io.openmsal.port.broker;

import io.openmsal.port.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a broker gives back. The broker keeps the refresh token itself.
 *
 * @param accessToken the access token; the whole signed request where one was asked for, the certificate where that was
 * @param tokenType how to present it, such as {@code Bearer}: that of the {@linkplain TokenBinding#tokenType binding asked for}
 * @param lifetime how long it is good for from now
 * @param scopes the scopes granted
 * @param idToken the ID token, if there is one
 * @param homeAccountId the account that was used
 */
public record BrokerTokens(
        Secret accessToken,
        String tokenType,
        Duration lifetime,
        Set<String> scopes,
        Optional<Secret> idToken,
        String homeAccountId) {

    /** Checks that nothing is missing, and copies the scopes. */
    public BrokerTokens {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(tokenType, "tokenType");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(idToken, "idToken");
        Objects.requireNonNull(homeAccountId, "homeAccountId");
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }
}
