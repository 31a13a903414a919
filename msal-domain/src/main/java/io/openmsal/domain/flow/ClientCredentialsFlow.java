package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.AppKey;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.client.AppTokenProvider;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Scopes;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An application on its own behalf (RFC 6749 §4.4). Looks in the cache first by itself. Safe for many threads. */
public final class ClientCredentialsFlow {

    private final AppKey app;
    private final Authority authority;
    private final TokenCache cache;
    private final TokenRedemption redemption;
    private final AppTokenIssuer issuer;
    private final CacheFirst cacheFirst;

    /**
     * Makes the flow of one application.
     *
     * @param clientId the application
     * @param authority who issues its tokens
     * @param cache where they are kept
     * @param redemption what fetches them
     * @param clock what tells the time
     */
    public ClientCredentialsFlow(
            String clientId, Authority authority, TokenCache cache, TokenRedemption redemption, Clock clock) {
        this(clientId, authority, cache, redemption, new FromTheEndpoint(redemption), clock);
    }

    /**
     * Makes the flow of an application that brings a provider for its own tokens.
     *
     * @param clientId the application
     * @param authority whose tokens they are
     * @param cache where they are kept
     * @param redemption what keeps them
     * @param provider who gets them
     * @param claims what they must have
     * @param clock what tells the time
     */
    public ClientCredentialsFlow(
            String clientId,
            Authority authority,
            TokenCache cache,
            TokenRedemption redemption,
            AppTokenProvider provider,
            ClaimsParameter claims,
            Clock clock) {
        this(clientId, authority, cache, redemption, new ProvidedTokens(clientId, provider, claims), clock);
    }

    private ClientCredentialsFlow(
            String clientId,
            Authority authority,
            TokenCache cache,
            TokenRedemption redemption,
            AppTokenIssuer issuer,
            Clock clock) {
        this.app = new AppKey(clientId, authority.environment());
        this.issuer = issuer;
        this.authority = authority;
        this.cache = cache;
        this.redemption = redemption;
        this.cacheFirst = new CacheFirst(cache, clock);
    }

    /**
     * Gets a token.
     *
     * @param tenant the tenant, or null for the authority's own
     * @param scopes what for, usually {@code {resource}/.default}
     * @param policy when a cached token will do
     * @param calls makes the call, if something has to be sent
     * @return the token
     * @throws MsalException when there is none
     */
    public AuthenticationResult acquire(
            @Nullable String tenant, Scopes scopes, CachePolicy policy, Supplier<CallContext> calls) {
        String realm = tenant == null ? authority.tenant() : tenant;
        return cacheFirst.acquire(new OwnToken(realm, scopes, policy), policy, calls);
    }

    /** Forgets the application's own tokens of every tenant. */
    public void forgetTokens() {
        cache.remove(app);
    }

    private record FromTheEndpoint(TokenRedemption redemption) implements AppTokenIssuer {

        @Override
        public TokensIssued issue(Authority authority, Scopes scopes, RequestShape shape, CallContext call) {
            return redemption.askForOwn(authority, scopes, shape, call);
        }
    }

    private record Flight(String realm, Scopes scopes, CachePolicy policy) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Flight flight
                    && realm.equals(flight.realm)
                    && scopes.equals(flight.scopes)
                    && policy.equals(flight.policy);
        }

        @Override
        public int hashCode() {
            return (realm.hashCode() * 31 + scopes.hashCode()) * 31 + policy.hashCode();
        }
    }

    private final class OwnToken implements CacheFirst.Wanted {

        private String realm;
        private final Scopes scopes;
        private final CachePolicy policy;

        OwnToken(String realm, Scopes scopes, CachePolicy policy) {
            this.realm = realm;
            this.scopes = scopes;
            this.policy = policy;
        }

        @Override
        public Object flight() {
            return new Flight(realm, scopes, policy);
        }

        @Override
        public LeaseKey lease() {
            return LeaseKey.ofApplication(app, realm, scopes, policy.shape().kind());
        }

        @Override
        public @Nullable AuthenticationResult ready(long now) {
            return cache.ready(app, realm, scopes, policy.shape().kind(), now);
        }

        @Override
        public @Nullable AccessToken find(long now) {
            AccessToken token = cache.find(app, realm, scopes, policy.shape().kind(), now, policy.minimumLifetime());
            if (token != null) {
                return token;
            }
            // tenants usually are given as they are kept: only a miss looks at every letter
            realm = authority.tenantKept(realm);
            return cache.find(app, realm, scopes, policy.shape().kind(), now, policy.minimumLifetime());
        }

        @Override
        public void catchUp() {
            cache.catchUp(app, realm);
        }

        @Override
        public AuthenticationResult fromCache(AccessToken token) {
            return AuthenticationResult.fromCache(token, null, null);
        }

        @Override
        public AuthenticationResult fetch(CacheRefreshReason reason, CallContext call) {
            Authority asked = authority.tenant().equals(realm) ? authority : authority.withTenant(realm);
            TokensIssued issued = issuer.issue(asked, scopes, policy.shape(), call);
            return redemption.keepOwn(app, asked, issued, scopes, reason, call);
        }

        @Override
        public void postpone(AccessToken token, long instant) {
            cache.postpone(app, token, instant);
        }
    }
}
