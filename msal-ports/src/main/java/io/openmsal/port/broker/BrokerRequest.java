package io.openmsal.port.broker;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an application asks a broker for.
 *
 * @param clientId the application
 * @param authority the authority's address
 * @param scopes the scopes wanted
 * @param homeAccountId the account to use, if one is known
 * @param loginHint the user name to suggest, if one is known
 * @param prompt what a window should ask, as OpenID Connect names it ({@code login}, {@code select_account}, ...), if it is said
 * @param claims the claims to ask for (JSON), if there are any
 * @param binding what the token is to be bound to
 * @param parameters what the application adds to the token request, by name
 * @param correlationId the id that ties client and server logs together
 * @param deadline when to give up
 * @param cancellation what ends it early
 */
public record BrokerRequest(
        String clientId,
        URI authority,
        Set<String> scopes,
        Optional<String> homeAccountId,
        Optional<String> loginHint,
        Optional<String> prompt,
        Optional<String> claims,
        TokenBinding binding,
        Map<String, String> parameters,
        String correlationId,
        Deadline deadline,
        Cancellation cancellation) {

    /** Checks that nothing is missing, and copies scopes and parameters. */
    public BrokerRequest {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(homeAccountId, "homeAccountId");
        Objects.requireNonNull(loginHint, "loginHint");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(cancellation, "cancellation");
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
