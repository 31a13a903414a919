package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.OnBehalfOfKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A web API on behalf of the person who called it (RFC 7523 §2.1, RFC 8693): trades the access token it received, the assertion, for
 * one to a further API. Looks in the cache first by itself; a cached token serves the same assertion only, and is renewed with that
 * assertion and nothing else. Safe for many threads.
 */
public final class OnBehalfOfFlow {

    private final TokenCache cache;
    private final TokenRedemption redemption;
    private final OnBehalfOfTokens tokens;
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
        this.cache = cache;
        this.redemption = redemption;
        this.tokens = new OnBehalfOfTokens(clientId, authority, redemption);
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
        OnBehalfOfTokens.checkAssertion(userAssertion);
        OnBehalfOfKey key = tokens.keyOf(tenant, userAssertion);
        return cacheFirst.acquire(new TokenOfCaller(key, userAssertion, scopes, policy), policy, calls);
    }

    private final class TokenOfCaller extends WantedOnBehalfOf {

        private final Secret userAssertion;

        TokenOfCaller(OnBehalfOfKey key, Secret userAssertion, Scopes scopes, CachePolicy policy) {
            super(cache, key, scopes, policy);
            this.userAssertion = userAssertion;
        }

        @Override
        public LeaseKey lease() {
            return LeaseKey.ofAssertion(key, scopes, policy.shape().kind());
        }

        @Override
        public AuthenticationResult fetch(CacheRefreshReason reason, CallContext call) {
            TokensIssued issued = tokens.trade(userAssertion, key, scopes, policy.shape(), call);
            return redemption.keepOnBehalfOf(key, tokens.issuerOf(key), issued, scopes, reason, call);
        }
    }
}
