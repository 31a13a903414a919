package io.openmsal.credential;

import io.openmsal.CachedRequest;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token is wanted for, whoever gives it. Immutable and safe for many threads.
 *
 * @param scopes at least one; an application's own token wants exactly {@code {resource}/.default}
 * @param claims a claims challenge to pass on (OpenID Connect Core §5.5), if there is one; no token from the cache will do then
 * @param timeout how long each credential that is asked may take, if it is not to be its own default
 * @param cancellation ends the acquisition
 */
public record TokenDemand(
        List<String> scopes, Optional<String> claims, Optional<Duration> timeout, Cancellation cancellation) {

    /** Checks that there is a scope, and keeps a copy. */
    public TokenDemand {
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(claims, "claims");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(cancellation, "cancellation");
        if (scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.trim().isEmpty())) {
            throw new MsalConfigurationException(
                    "invalid_scope",
                    "A token is wanted for nothing. Name a scope, such as https://vault.azure.net/.default.");
        }
    }

    /**
     * A token for some scopes.
     *
     * @param scopes at least one
     * @return a demand without claims, limits of its own and cancellation
     */
    public static TokenDemand of(String... scopes) {
        return new TokenDemand(List.of(scopes), Optional.empty(), Optional.empty(), Cancellation.none());
    }

    /**
     * The same with a claims challenge.
     *
     * @param json what the web API or the refusal gave
     * @return a new demand
     */
    public TokenDemand withClaims(String json) {
        return new TokenDemand(scopes, Optional.of(json), timeout, cancellation);
    }

    /**
     * The same within another time.
     *
     * @param limit for each credential that is asked
     * @return a new demand
     */
    public TokenDemand withTimeout(Duration limit) {
        return new TokenDemand(scopes, claims, Optional.of(limit), cancellation);
    }

    /**
     * The same with an end that another thread can make.
     *
     * @param ending cancel it to end the acquisition
     * @return a new demand
     */
    public TokenDemand withCancellation(Cancellation ending) {
        return new TokenDemand(scopes, claims, timeout, ending);
    }

    /** The scopes as requests take them. */
    String[] scopeArray() {
        return scopes.toArray(new String[0]);
    }

    /** Passes everything but the scopes on. */
    <R extends CachedRequest<R>> R applyTo(R request) {
        claims.ifPresent(request::claims);
        timeout.ifPresent(request::timeout);
        return request.cancellation(cancellation);
    }
}
