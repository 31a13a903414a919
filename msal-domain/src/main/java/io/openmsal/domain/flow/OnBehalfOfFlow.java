package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.OnBehalfOfKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.OnBehalfOfGrant;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A web API on behalf of the person who called it (RFC 7523 §2.1): trades the access token it received, the assertion, for one
 * to a further API. Looks in the cache first by itself; a cached token serves the same assertion only, and is renewed with that
 * assertion and nothing else. Safe for many threads.
 */
public final class OnBehalfOfFlow {

    private final String clientId;
    private final Authority authority;
    private final TokenCache cache;
    private final TokenRedemption redemption;
    private final CacheFirst cacheFirst;

    /**
     * Makes the flow of one application.
     *
     * @param clientId the application
     * @param authority who issues the tokens
     * @param cache where they are kept
     * @param redemption what fetches them
     * @param clock what tells the time
     */
    public OnBehalfOfFlow(
            String clientId, Authority authority, TokenCache cache, TokenRedemption redemption, Clock clock) {
        this.clientId = clientId;
        this.authority = authority;
        this.cache = cache;
        this.redemption = redemption;
        this.cacheFirst = new CacheFirst(cache, clock);
    }

    /**
     * Gets a token.
     *
     * @param tenant the tenant, or null for the authority's own
     * @param userAssertion the access token that the web API received
     * @param scopes what the new token is for
     * @param policy when a cached token will do
     * @param calls makes the call, if something has to be sent
     * @return the token
     * @throws MsalInteractionRequiredException when the person has to do something, with the claims to pass on to them
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult acquire(
            @Nullable String tenant,
            Secret userAssertion,
            Scopes scopes,
            CachePolicy policy,
            Supplier<CallContext> calls) {
        if (userAssertion.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_user_assertion",
                    "The user assertion is empty. Pass the access token that the web API received, which stands after"
                            + " the word Bearer in the Authorization header.");
        }
        String realm = tenant == null ? authority.tenant() : tenant.toLowerCase(Locale.ROOT);
        OnBehalfOfKey key = OnBehalfOfKey.of(clientId, authority.environment(), realm, userAssertion);
        return cacheFirst.acquire(new TokenOfCaller(key, userAssertion, scopes, policy), policy, calls);
    }

    private record Flight(OnBehalfOfKey key, Scopes scopes, CachePolicy policy) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Flight flight
                    && key.equals(flight.key)
                    && scopes.equals(flight.scopes)
                    && policy.equals(flight.policy);
        }

        @Override
        public int hashCode() {
            return (key.hashCode() * 31 + scopes.hashCode()) * 31 + policy.hashCode();
        }
    }

    private final class TokenOfCaller implements CacheFirst.Wanted {

        private final OnBehalfOfKey key;
        private final Secret userAssertion;
        private final Scopes scopes;
        private final CachePolicy policy;
        private @Nullable Account account;

        TokenOfCaller(OnBehalfOfKey key, Secret userAssertion, Scopes scopes, CachePolicy policy) {
            this.key = key;
            this.userAssertion = userAssertion;
            this.scopes = scopes;
            this.policy = policy;
        }

        @Override
        public Object flight() {
            return new Flight(key, scopes, policy);
        }

        /** Also remembers whose the token is: they may be forgotten before it is handed out. */
        @Override
        public @Nullable AccessToken find(long now) {
            Account caller = cache.account(key);
            if (caller == null) {
                return null;
            }
            account = caller;
            return cache.find(key, scopes, policy.shape().kind(), now, policy.minimumLifetime());
        }

        @Override
        public void catchUp() {
            cache.catchUp(key);
        }

        @Override
        public AuthenticationResult fromCache(AccessToken token) {
            Account caller = account;
            return AuthenticationResult.fromCache(token, caller, caller == null ? null : cache.idToken(caller, token));
        }

        @Override
        public AuthenticationResult fetch(CacheRefreshReason reason, CallContext call) {
            Authority issuer = authority.tenant().equals(key.tenant()) ? authority : authority.withTenant(key.tenant());
            TokensIssued issued = redemption
                    .ask(issuer, new OnBehalfOfGrant(userAssertion), redemption.personal(scopes), policy.shape(), call)
                    .orThrow();
            return redemption.keepOnBehalfOf(key, issuer, issued, scopes, reason, call);
        }

        @Override
        public void postpone(AccessToken token, long instant) {
            cache.postpone(key, token, instant);
        }
    }
}
