package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.OnBehalfOfKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.RefreshTokenGrant;
import io.openmsal.domain.oauth.TokenReply;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.oauth.TokensOfAnotherType;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A web API that goes on working for a person after the call is over, when their access token has long expired: it begins a session with
 * that token, and gets further ones by the session's key, from the cache or by a refresh token that only the session uses. Safe for many
 * threads.
 *
 * <p>Whoever has the key gets the person's tokens, so it is an unguessable value, and is kept as a hash only.
 */
public final class LongRunningOnBehalfOfFlow {

    /** What 128 random bits take in base64url. */
    private static final int SHORTEST_KEY = 22;

    private final Authority authority;
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
    public LongRunningOnBehalfOfFlow(
            String clientId, Authority authority, TokenCache cache, TokenRedemption redemption, Clock clock) {
        this.authority = authority;
        this.cache = cache;
        this.redemption = redemption;
        this.tokens = new OnBehalfOfTokens(clientId, authority, redemption);
        this.cacheFirst = new CacheFirst(cache, clock);
    }

    /**
     * Begins a session. Always asks the provider, since only its answer can be refreshed later.
     *
     * @param tenant the tenant, or null for the authority's own
     * @param sessionKey the session's key, an unguessable value
     * @param userAssertion the access token that the web API received
     * @param scopes what the first token is for
     * @param shape what is asked for beyond them
     * @param call the call
     * @return the first token
     * @throws MsalInteractionRequiredException when the person has to do something, with the claims to pass on to them
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult begin(
            @Nullable String tenant,
            Secret sessionKey,
            Secret userAssertion,
            Scopes scopes,
            RequestShape shape,
            CallContext call) {
        OnBehalfOfTokens.checkAssertion(userAssertion);
        OnBehalfOfKey key = keyOf(tenant, sessionKey);
        Authority issuer = tokens.issuerOf(key);
        // whose session it is may be known to the store alone
        cache.catchUp(key);
        TokensIssued issued = tokens.trade(userAssertion, key, scopes, shape, call);
        return shape.present(redemption.keepSession(
                key,
                cache.accountAtHand(key),
                issuer,
                issued,
                scopes,
                Optional.empty(),
                CacheRefreshReason.NO_CACHED_ACCESS_TOKEN,
                call));
    }

    /**
     * Gets a token in a session.
     *
     * @param tenant the tenant the session was begun with, or null for the authority's own
     * @param sessionKey the session's key
     * @param scopes what the token is for
     * @param policy when a cached token will do
     * @param calls makes the call, if something has to be sent
     * @return the token
     * @throws MsalInteractionRequiredException when there is no such session, or it is over: begin another when the person calls again
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult acquire(
            @Nullable String tenant,
            Secret sessionKey,
            Scopes scopes,
            CachePolicy policy,
            Supplier<CallContext> calls) {
        return cacheFirst.acquire(new TokenOfSession(keyOf(tenant, sessionKey), scopes, policy), policy, calls);
    }

    /**
     * Ends a session: its tokens are forgotten here. Sends nothing.
     *
     * @param tenant the tenant the session was begun with, or null for the authority's own
     * @param sessionKey the session's key
     * @return whether there was one
     */
    public boolean end(@Nullable String tenant, Secret sessionKey) {
        return cache.remove(keyOf(tenant, sessionKey));
    }

    private OnBehalfOfKey keyOf(@Nullable String tenant, Secret sessionKey) {
        if (sessionKey.reveal().length() < SHORTEST_KEY) {
            throw new MsalConfigurationException(
                    "invalid_session_key",
                    "The session's key is shorter than " + SHORTEST_KEY + " characters, so it could be guessed, and"
                            + " whoever has it gets the person's tokens. Use an unguessable one, such as newKey() gives.");
        }
        return tokens.keyOf(tenant, sessionKey);
    }

    private final class TokenOfSession extends WantedOnBehalfOf {

        TokenOfSession(OnBehalfOfKey key, Scopes scopes, CachePolicy policy) {
            super(cache, key, scopes, policy);
        }

        /** All that is asked for in a session redeems the same refresh token. */
        @Override
        public LeaseKey lease() {
            return LeaseKey.ofSession(key);
        }

        @Override
        public @Nullable LeaseKey usesUp() {
            return authority.takesRefreshTokensOnce() ? lease() : null;
        }

        @Override
        public AuthenticationResult fetch(CacheRefreshReason reason, CallContext call) {
            if (reason == CacheRefreshReason.FORCE_REFRESH) {
                catchUp();
            }
            RefreshToken refreshToken = cache.refreshToken(key).orElseThrow(this::nothingUsable);
            // known before the request: the session may end or have to make room while it is on its way
            Account owner = Optional.ofNullable(cache.account(key)).orElseThrow(this::nothingUsable);
            Authority issuer = tokens.issuerOf(key);
            RefreshTokenGrant grant = new RefreshTokenGrant(refreshToken.secret(), Optional.of(owner.homeAccountId()));
            TokenReply reply = redemption.refresh(issuer, grant, scopes, policy.shape(), call);
            if (reply instanceof TokensOfAnotherType mistaken) {
                redemption.keepSuccessor(key, owner, issuer, refreshToken, mistaken.issued(), call);
            }
            TokensIssued issued = reply.orThrow();
            return redemption.keepSession(key, owner, issuer, issued, scopes, Optional.of(refreshToken), reason, call);
        }

        private MsalInteractionRequiredException nothingUsable() {
            return new MsalInteractionRequiredException("No usable token for " + scopes + " at " + authority.host()
                    + " in this session: it was never begun here, was ended, or has no refresh token."
                    + " Begin a session when the person calls again.");
        }
    }
}
