package io.openmsal.domain.oauth;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint answered to somebody else (RFC 6749 §5.1): another library, a gateway, an earlier program. Immutable;
 * prints no token.
 */
public final class TokenResponse {

    private final Secret json;
    private final Scopes scopes;
    private final @Nullable String tenant;
    private final Instant receivedAt;

    private TokenResponse(Secret json, Scopes scopes, @Nullable String tenant, Instant receivedAt) {
        this.json = json;
        this.scopes = scopes;
        this.tenant = tenant;
        this.receivedAt = receivedAt;
    }

    /**
     * An answer that has just arrived, in the tenant of the application that takes it over.
     *
     * @param json the answer's body, a JSON object with {@code access_token}
     * @param scopes what was asked for, at least one, without {@code openid}, {@code profile} and {@code offline_access}
     * @return the response
     * @throws MsalConfigurationException when the scopes are none that can be asked for
     */
    public static TokenResponse of(Secret json, String... scopes) {
        return new TokenResponse(Objects.requireNonNull(json, "json"), Scopes.requested(scopes), null, Instant.MAX);
    }

    /**
     * The same, from another tenant.
     *
     * @param name a tenant id or a domain
     * @return a copy
     */
    public TokenResponse ofTenant(String name) {
        return new TokenResponse(json, scopes, Objects.requireNonNull(name, "name"), receivedAt);
    }

    /**
     * The same, received a while ago: lifetimes count from then. A time still to come counts as now, since clocks differ.
     *
     * @param when the instant
     * @return a copy
     */
    public TokenResponse receivedAt(Instant when) {
        return new TokenResponse(json, scopes, tenant, Objects.requireNonNull(when, "when"));
    }

    /**
     * What was asked for.
     *
     * @return the scopes, at least one
     */
    public Scopes scopes() {
        return scopes;
    }

    /**
     * The tenant that was asked.
     *
     * @return its id or a domain; empty for that of the application that takes the tokens over
     */
    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    /**
     * When it was received.
     *
     * @param now the time here
     * @return an instant that is not later than now
     */
    public Instant receivedAtMost(Instant now) {
        return receivedAt.isAfter(now) ? now : receivedAt;
    }

    /**
     * Reads the answer.
     *
     * @param codec what reads JSON
     * @param host who is said to have answered
     * @param now the time here
     * @return the tokens
     * @throws MsalConfigurationException when it is no answer with a bearer token
     */
    public TokensIssued tokens(JsonCodec codec, String host, Instant now) {
        JsonObject answer;
        try {
            answer = JsonObject.parse(codec, json.reveal());
        } catch (MalformedJsonException malformed) {
            throw new MsalConfigurationException(
                    "invalid_token_response",
                    sentence("is no JSON object: " + malformed.getMessage()),
                    null,
                    malformed);
        }
        TokensIssued issued = TokensIssued.read(
                        host, answer, receivedAtMost(now).getEpochSecond(), TokenKind.BEARER)
                .orElseThrow(() -> refused(
                        answer.has("error")
                                ? "is a refusal"
                                : "has no access_token, or a lifetime that makes no sense. A refresh token alone goes"
                                        + " into acquireTokenByRefreshToken"));
        if (!RequestShape.PLAIN.accepts(issued.tokenType())) {
            throw refused("holds no bearer token, and a token that is bound to a key is of no use without the key");
        }
        return issued;
    }

    private static MsalConfigurationException refused(String why) {
        return new MsalConfigurationException("invalid_token_response", sentence(why));
    }

    private static String sentence(String why) {
        return "The token response from elsewhere " + why + ". Nothing was kept.";
    }

    /** The scopes alone. */
    @Override
    public String toString() {
        return "token response for " + scopes;
    }
}
