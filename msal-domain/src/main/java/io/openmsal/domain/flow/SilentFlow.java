package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.AppKey;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.RefreshTokenGrant;
import io.openmsal.domain.oauth.TokenRefused;
import io.openmsal.domain.oauth.TokenReply;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.oauth.TokensOfAnotherType;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A token for a person who signed in before, without asking them: from the cache, or by a refresh token (RFC 6749 §6). Safe
 * for many threads.
 */
public final class SilentFlow {

    private final String clientId;
    private final TokenCache cache;
    private final TokenRedemption redemption;
    private final CacheFirst cacheFirst;

    /**
     * Makes the flow of one application.
     *
     * @param clientId the application
     * @param cache where tokens are kept
     * @param redemption what fetches them
     * @param clock what tells the time
     */
    public SilentFlow(String clientId, TokenCache cache, TokenRedemption redemption, Clock clock) {
        this.clientId = clientId;
        this.cache = cache;
        this.redemption = redemption;
        this.cacheFirst = new CacheFirst(cache, clock);
    }

    /**
     * Gets a token.
     *
     * @param authority who issues it
     * @param account whose it is
     * @param scopes what for
     * @param policy when a cached token will do
     * @param calls makes the call, if something has to be sent
     * @return the token
     * @throws MsalInteractionRequiredException when the person has to sign in
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult acquire(
            Authority authority, Account account, Scopes scopes, CachePolicy policy, Supplier<CallContext> calls) {
        return cacheFirst.acquire(wanted(issuerOf(authority, account), account, scopes, policy), policy, calls);
    }

    /** Who renews a person's tokens; nobody else may see them. */
    static Authority issuerOf(Authority authority, Account account) {
        if (!authority.serves(account)) {
            throw new MsalConfigurationException(
                    "authority_mismatch",
                    "The account signed in at " + account.environment() + ", and " + authority
                            + " must not see its tokens. Use the application the person signed in with.");
        }
        return authority.closestTo(account);
    }

    /** What a call wants of the person's {@linkplain #issuerOf issuer}. */
    CacheFirst.Wanted wanted(Authority issuer, Account account, Scopes scopes, CachePolicy policy) {
        return new PersonalToken(issuer, account, issuer.realmFor(account), scopes, policy);
    }

    private record Flight(Account account, String realm, Scopes scopes, CachePolicy policy) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Flight flight
                    && account.equals(flight.account)
                    && realm.equals(flight.realm)
                    && scopes.equals(flight.scopes)
                    && policy.equals(flight.policy);
        }

        @Override
        public int hashCode() {
            return ((account.hashCode() * 31 + realm.hashCode()) * 31 + scopes.hashCode()) * 31 + policy.hashCode();
        }
    }

    private final class PersonalToken implements CacheFirst.Wanted {

        private final Authority authority;
        private final Account account;
        private final String realm;
        private final Scopes scopes;
        private final CachePolicy policy;

        PersonalToken(Authority authority, Account account, String realm, Scopes scopes, CachePolicy policy) {
            this.authority = authority;
            this.account = account;
            this.realm = realm;
            this.scopes = scopes;
            this.policy = policy;
        }

        @Override
        public Object flight() {
            return new Flight(account, realm, scopes, policy);
        }

        /** All that is asked for a person redeems the same refresh token. */
        @Override
        public LeaseKey lease() {
            return LeaseKey.ofPerson(account);
        }

        @Override
        public @Nullable LeaseKey usesUp() {
            return authority.takesRefreshTokensOnce() ? lease() : null;
        }

        @Override
        public @Nullable AuthenticationResult ready(long now) {
            return cache.ready(account, clientId, realm, scopes, policy.shape().kind(), now);
        }

        @Override
        public @Nullable AccessToken find(long now) {
            return cache.find(account, clientId, realm, scopes, policy.shape().kind(), now, policy.minimumLifetime());
        }

        @Override
        public void catchUp() {
            cache.catchUp(account);
        }

        @Override
        public AuthenticationResult fromCache(AccessToken token) {
            return AuthenticationResult.fromCache(token, account, cache.idToken(account, token));
        }

        /** Redeems the refresh tokens at hand until one is accepted: those its family shares, then its own. */
        @Override
        public AuthenticationResult fetch(CacheRefreshReason reason, CallContext call) {
            if (reason == CacheRefreshReason.FORCE_REFRESH) {
                catchUp();
            }
            Authority issuer = authority.atRealm(realm);
            List<RefreshToken> untried = new ArrayList<>(cache.refreshTokens(account, clientId));
            while (!untried.isEmpty()) {
                RefreshToken refreshToken = untried.remove(0);
                TokenReply reply = redemption.refresh(
                        issuer,
                        new RefreshTokenGrant(refreshToken.secret(), Optional.of(account.homeAccountId())),
                        scopes,
                        policy.shape(),
                        call);
                if (reply instanceof TokenRefused refused && isAnothers(refreshToken) && refused.isClientMismatch()) {
                    cache.refuseFamily(new AppKey(clientId, account.environment()));
                    untried.removeIf(this::isAnothers);
                    continue;
                }
                if (reply instanceof TokenRefused refused && isWorthAnother(refused) && !untried.isEmpty()) {
                    continue;
                }
                if (reply instanceof TokensOfAnotherType mistaken) {
                    redemption.keepSuccessor(issuer, account, refreshToken, mistaken.issued(), call);
                }
                TokensIssued issued = reply.orThrow();
                return redemption.keepRefreshed(issuer, account, refreshToken, issued, scopes, reason, call);
            }
            throw nothingToTry(reason);
        }

        private boolean isAnothers(RefreshToken refreshToken) {
            return !refreshToken.clientId().equals(clientId);
        }

        @Override
        public void postpone(AccessToken token, long instant) {
            cache.postpone(account, token, instant);
        }

        /** Another refresh token helps when this one is used up, and not when the server is in trouble. */
        private boolean isWorthAnother(TokenRefused refused) {
            return refused.failure() instanceof MsalInteractionRequiredException;
        }

        private MsalInteractionRequiredException nothingToTry(CacheRefreshReason reason) {
            String accessToken = reason == CacheRefreshReason.EXPIRED
                    ? "the access token has expired"
                    : "no access token that will do is stored";
            return new MsalInteractionRequiredException("No usable token for " + scopes + " at " + authority.host()
                    + ": " + accessToken + " and no refresh token is stored. Sign the user in.");
        }
    }
}
