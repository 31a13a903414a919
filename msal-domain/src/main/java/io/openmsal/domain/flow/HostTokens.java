package io.openmsal.domain.flow;

import io.openmsal.domain.cache.AppKey;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the tokens of one managed identity lie in the cache, under the names that all MSALs share. Safe for many threads. */
final class HostTokens {

    /** The names under which every MSAL keeps these tokens, so that a shared store serves all of them. */
    private static final String REALM = "managed_identity";

    private static final String ENVIRONMENT = "localhost";

    private static final String DEFAULT_SCOPE = "/.default";

    private final AppKey app;
    private final TokenCache tokens;
    private final Clock clock;

    HostTokens(ManagedIdentityId id, TokenCache tokens, Clock clock) {
        this.app = new AppKey(id.value(), ENVIRONMENT);
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What a token is for, however a caller writes it. */
    static String bare(String resource) {
        String bare = resource.endsWith(DEFAULT_SCOPE)
                ? resource.substring(0, resource.length() - DEFAULT_SCOPE.length())
                : resource;
        if (bare.trim().isEmpty()) {
            throw new MsalConfigurationException(
                    "resource_required_managed_identity",
                    "No resource was given. Name the web API, such as https://vault.azure.net.");
        }
        return bare;
    }

    /** The same as a scope of the token endpoint. */
    static Scopes defaultScope(String bare) {
        return Scopes.requested(bare + DEFAULT_SCOPE);
    }

    @Nullable
    AccessToken find(Scopes scopes, TokenKind kind, long now, MinimumLifetime minimum) {
        return tokens.find(app, REALM, scopes, kind, now, minimum);
    }

    /** What only one process at a time asks a host for. */
    LeaseKey lease(Scopes scopes, TokenKind kind) {
        return LeaseKey.ofApplication(app, REALM, scopes, kind);
    }

    void catchUp() {
        tokens.catchUp(app, REALM);
    }

    AuthenticationResult fromCache(AccessToken token) {
        return AuthenticationResult.fromCache(token, null, null);
    }

    void postpone(AccessToken token, long instant) {
        tokens.postpone(app, token, instant);
    }

    /** Keeps a token that lives from now on. */
    AccessToken keep(
            Secret secret, String type, Scopes scopes, TokenKind kind, long expiresIn, Optional<Long> refreshIn) {
        long now = clock.millis() / 1000;
        AccessToken token = new AccessToken(
                        secret,
                        type,
                        scopes,
                        app.clientId(),
                        REALM,
                        REALM,
                        now,
                        now + expiresIn,
                        now + expiresIn,
                        refreshIn.map(in -> now + in).orElse(AccessToken.NEVER))
                .ofKind(kind);
        tokens.keep(app, token, scopes);
        return token;
    }
}
