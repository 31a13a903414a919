package io.openmsal.domain.token;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.port.Secret;
import java.util.Objects;

/**
 * An ID token as it is kept (OpenID Connect Core §2). Immutable and safe for many threads.
 *
 * @param secret the token as it was received
 * @param clientId the application it was issued to
 * @param realm the tenant it was issued by
 * @param claims what it says
 */
public record IdToken(Secret secret, String clientId, String realm, IdTokenClaims claims) {

    /** Checks that nothing is missing. */
    public IdToken {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(claims, "claims");
    }
}
