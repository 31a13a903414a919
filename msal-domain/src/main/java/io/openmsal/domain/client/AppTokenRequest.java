package io.openmsal.domain.client;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.token.Scopes;
import java.util.Objects;
import java.util.Optional;

/**
 * What an {@link AppTokenProvider} is asked for.
 *
 * @param clientId the application
 * @param tenant in which tenant
 * @param scopes what the token is for, as the caller named it
 * @param claims the claims the token must have (JSON), of a challenge and of the application's capabilities, if there are any
 * @param call the call: its id for logs, and by when the token has to be there
 */
public record AppTokenRequest(
        String clientId, String tenant, Scopes scopes, Optional<String> claims, CallContext call) {

    /** Checks that nothing is missing. */
    public AppTokenRequest {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(call, "call");
    }
}
