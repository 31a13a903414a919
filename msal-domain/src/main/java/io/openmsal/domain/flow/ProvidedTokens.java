package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.client.AppTokenProvider;
import io.openmsal.domain.client.AppTokenRequest;
import io.openmsal.domain.client.ProvidedToken;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import java.time.Duration;
import java.util.Optional;

/** Tokens of an {@link AppTokenProvider}, taken only when they make sense. */
final class ProvidedTokens implements AppTokenIssuer {

    private static final String PURPOSE = "wait for the app token provider";

    private static final Duration LONG_LIFE = Duration.ofHours(2);

    /** A life beyond this is a mistake, such as an instant in place of a duration. */
    static final Duration LONGEST_LIFE = Duration.ofDays(3650);

    private final String clientId;
    private final AppTokenProvider provider;
    private final ClaimsParameter claims;

    ProvidedTokens(String clientId, AppTokenProvider provider, ClaimsParameter claims) {
        this.clientId = clientId;
        this.provider = provider;
        this.claims = claims;
    }

    @Override
    public TokensIssued issue(Authority authority, Scopes scopes, RequestShape shape, CallContext call) {
        if (!shape.kind().isBearer()) {
            throw new MsalConfigurationException(
                    "app_token_provider_gives_bearer_tokens",
                    "A bound token was asked for, and the provider that the application brings gives bearer tokens. Ask for one,"
                            + " or build the application with a certificate.");
        }
        ProvidedToken token = got(new AppTokenRequest(clientId, authority.tenant(), scopes, claims.of(shape), call));
        ServerExchange.stopIfOver(PURPOSE, call);
        return checked(token, shape, call);
    }

    private ProvidedToken got(AppTokenRequest request) {
        return Callback.of(
                "The app token provider of " + clientId,
                "app_token_provider_failed",
                "so there is no token",
                request.call(),
                () -> provider.token(request));
    }

    private TokensIssued checked(ProvidedToken token, RequestShape shape, CallContext call) {
        if (token == null || token.accessToken().isBlank()) {
            throw senseless("no token", call);
        }
        Duration life = token.lifetime();
        if (life.isZero() || life.isNegative() || life.compareTo(LONGEST_LIFE) > 0) {
            throw senseless("a token whose lifetime is " + life, call);
        }
        Optional<Duration> renewal = token.refreshIn();
        if (renewal.filter(in -> in.isNegative() || in.compareTo(life) >= 0).isPresent()) {
            throw senseless("a token that lives for " + life + " and is to be renewed after " + renewal.get(), call);
        }
        long seconds = Math.max(1, seconds(life));
        return new TokensIssued(
                "the app token provider",
                token.accessToken(),
                "Bearer",
                seconds,
                seconds,
                renewal.isPresent() || life.compareTo(LONG_LIFE) < 0
                        ? renewal.map(ProvidedTokens::seconds)
                        : Optional.of(seconds / 2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                shape.kind());
    }

    private static long seconds(Duration duration) {
        return duration.toMillis() / 1000;
    }

    private MsalConfigurationException senseless(String what, CallContext call) {
        return new MsalConfigurationException(
                "invalid_token_provider_response_value",
                "The app token provider of " + clientId + " gave " + what
                        + ", so nothing was kept. Correct what it returns.",
                call.correlationId(),
                null);
    }
}
