package io.openmsal.domain.oauth;

import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * The token endpoint's tokens (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3), checked for what the protocol asks for.
 *
 * @param host who issued them
 * @param accessToken the access token
 * @param tokenType how to present it
 * @param expiresIn its lifetime in seconds
 * @param extendedExpiresIn until when it may serve in an outage, in seconds
 * @param refreshIn when to fetch a new one, in seconds, if the server advises it
 * @param scopes what was granted, if the server says so; otherwise all that was asked for
 * @param refreshToken a refresh token, if one was issued
 * @param idToken an ID token, if one was issued
 * @param clientInfo Microsoft's account id, base64url of JSON, if it was sent
 * @param spaCode an authorization code for the part of the application that runs in the browser, if one was asked for
 * @param familyId the family of applications that may share the refresh token, or empty
 * @param issuedTokenType what was issued in an exchange of tokens (RFC 8693 §2.2.1), if the server says so
 * @param kind what kind of access token it is, as it was asked for
 */
public record TokensIssued(
        String host,
        Secret accessToken,
        String tokenType,
        long expiresIn,
        long extendedExpiresIn,
        Optional<Long> refreshIn,
        Optional<Scopes> scopes,
        Optional<Secret> refreshToken,
        Optional<Secret> idToken,
        Optional<String> clientInfo,
        Optional<Secret> spaCode,
        String familyId,
        Optional<String> issuedTokenType,
        TokenKind kind)
        implements TokenReply {

    /** The lifetime that is assumed when the server names none. */
    private static final long DEFAULT_LIFETIME = 600;

    /** A lifetime beyond this is a mistake, such as an instant in milliseconds. */
    private static final long LONGEST_LIFETIME = 10L * 365 * 24 * 3600;

    /** Checks that nothing is missing. */
    public TokensIssued {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(tokenType, "tokenType");
        Objects.requireNonNull(refreshIn, "refreshIn");
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(idToken, "idToken");
        Objects.requireNonNull(clientInfo, "clientInfo");
        Objects.requireNonNull(spaCode, "spaCode");
        Objects.requireNonNull(familyId, "familyId");
        Objects.requireNonNull(issuedTokenType, "issuedTokenType");
        Objects.requireNonNull(kind, "kind");
    }

    /**
     * Reads an answer.
     *
     * @param host who answered
     * @param json the answer
     * @param now seconds since 1970, for servers that send an instant instead of a lifetime
     * @param kind what kind of access token was asked for
     * @return the tokens, or empty when there is an error or no access token, or its lifetime makes no sense
     */
    static Optional<TokensIssued> read(String host, JsonObject json, long now, TokenKind kind) {
        long expiresIn = lifetime(json, now);
        Optional<Secret> accessToken = json.secret("access_token");
        boolean isRefusal = json.string("error").isPresent();
        if (isRefusal || !accessToken.isPresent() || expiresIn < 0 || expiresIn > LONGEST_LIFETIME) {
            return Optional.empty();
        }
        return Optional.of(new TokensIssued(
                host,
                accessToken.get(),
                json.string("token_type").orElse("Bearer"),
                expiresIn,
                Math.max(expiresIn, json.number("ext_expires_in").orElse(expiresIn)),
                refreshIn(json, expiresIn),
                scopes(json),
                json.secret("refresh_token"),
                json.secret("id_token"),
                json.string("client_info"),
                json.secret("spa_code"),
                json.string("foci").orElse(""),
                json.string("issued_token_type"),
                kind));
    }

    private static long lifetime(JsonObject json, long now) {
        Optional<Long> lifetime = json.number("expires_in");
        if (lifetime.isPresent()) {
            return lifetime.get();
        }
        Optional<Long> end = json.number("expires_on");
        return end.isPresent() ? end.get() - now : DEFAULT_LIFETIME;
    }

    private static Optional<Long> refreshIn(JsonObject json, long expiresIn) {
        Optional<Long> in = json.number("refresh_in");
        return in.isPresent() && in.get() >= 0 && in.get() < expiresIn ? in : Optional.empty();
    }

    private static Optional<Scopes> scopes(JsonObject json) {
        Optional<String> granted = json.string("scope");
        return granted.isPresent() ? Optional.of(Scopes.parse(granted.get())) : Optional.empty();
    }

    @Override
    public TokensIssued orThrow() {
        return this;
    }
}
