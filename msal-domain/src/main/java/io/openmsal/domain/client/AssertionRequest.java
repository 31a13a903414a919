package io.openmsal.domain.client;

import io.openmsal.domain.exchange.CallContext;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about a token request when an assertion is needed for it, for whoever makes the assertion.
 *
 * @param clientId the application
 * @param tokenEndpoint where the assertion is sent, which is what it has to name as its audience
 * @param tenant the tenant that is asked, as the request names it
 * @param claims the claims the request asks for (JSON), if there are any
 * @param fmiPath the federated managed identity the request is for, if there is one
 * @param call the call: its id for logs, and by when the assertion has to be there
 */
public record AssertionRequest(
        String clientId,
        URI tokenEndpoint,
        String tenant,
        Optional<String> claims,
        Optional<String> fmiPath,
        CallContext call) {

    /** Checks that nothing is missing. */
    public AssertionRequest {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(tokenEndpoint, "tokenEndpoint");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(fmiPath, "fmiPath");
        Objects.requireNonNull(call, "call");
    }
}
