package io.openmsal.domain.flow;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What an authorization request may ask for (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1, with Microsoft's additions).
 *
 * @param scopes what the access token is for
 * @param extraScopesToConsent further scopes to consent to now, without asking for a token for them
 * @param prompt what the sign-in page should ask, if not left to the provider
 * @param loginHint the user name to suggest
 * @param domainHint the organization to send the person to
 * @param shape what is asked for beyond the scopes
 * @param maxAge how old the sign-in may be
 */
public record AuthorizationParameters(
        Scopes scopes,
        Scopes extraScopesToConsent,
        Optional<Prompt> prompt,
        Optional<String> loginHint,
        Optional<String> domainHint,
        RequestShape shape,
        Optional<Duration> maxAge) {

    /**
     * Checks that nothing is missing.
     *
     * @throws MsalConfigurationException when the sign-in were to be younger than now
     */
    public AuthorizationParameters {
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(extraScopesToConsent, "extraScopesToConsent");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(loginHint, "loginHint");
        Objects.requireNonNull(domainHint, "domainHint");
        Objects.requireNonNull(shape, "shape");
        if (maxAge.filter(Duration::isNegative).isPresent()) {
            throw new MsalConfigurationException(
                    "invalid_max_age",
                    "A sign-in cannot be younger than now, as a negative maxAge wants it. Use zero or more.");
        }
    }

    /**
     * Nothing but the scopes.
     *
     * @param scopes what the access token is for
     * @return the parameters
     */
    public static AuthorizationParameters of(Scopes scopes) {
        return of(scopes, RequestShape.PLAIN);
    }

    static AuthorizationParameters of(Scopes scopes, RequestShape shape) {
        return new AuthorizationParameters(
                scopes, Scopes.none(), Optional.empty(), Optional.empty(), Optional.empty(), shape, Optional.empty());
    }
}
