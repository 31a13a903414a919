package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.SingleFlight;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.oauth.UserFederatedCredentialGrant;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Freshness;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An agent for a person (Microsoft's {@code user_fic}). A person it acted for before is known, and is served silently, by cache or
 * refresh token; otherwise, or when that is over, the agent's own token is traded. Safe for many threads.
 */
public final class UserFederatedCredentialFlow {

    private final String clientId;
    private final TokenCache cache;
    private final TokenRedemption redemption;
    private final SilentFlow silent;
    private final Clock clock;
    private final SingleFlight<AuthenticationResult> flights = new SingleFlight<>();

    /**
     * Makes the flow of one agent.
     *
     * @param clientId the agent
     * @param cache where tokens are kept
     * @param redemption what fetches them
     * @param silent what serves people who are known
     * @param clock what tells the time
     */
    public UserFederatedCredentialFlow(
            String clientId, TokenCache cache, TokenRedemption redemption, SilentFlow silent, Clock clock) {
        this.clientId = clientId;
        this.cache = cache;
        this.redemption = redemption;
        this.silent = silent;
        this.clock = clock;
    }

    /**
     * Gets a token.
     *
     * @param authority who issues it
     * @param user whom the agent acts for
     * @param credential gives the agent's own token; called only when it has to be sent
     * @param scopes what for
     * @param policy which cached token will do
     * @param calls makes the call, if something has to be sent
     * @return the token
     * @throws MsalInteractionRequiredException when the agent may not act for the person, or the person has to do something
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult acquire(
            Authority authority,
            FederatedUser user,
            Function<CallContext, Secret> credential,
            Scopes scopes,
            CachePolicy policy,
            Supplier<CallContext> calls) {
        Supplier<CallContext> one = new BegunOnce(calls);
        Account known = known(authority, user);
        if (known != null && !policy.forceRefresh()) {
            try {
                AuthenticationResult result = silent.acquire(authority, known, scopes, policy, one);
                // a name may have passed to somebody else since it was kept
                if (result.account().filter(user::owns).isPresent()) {
                    return result;
                }
            } catch (MsalInteractionRequiredException over) {
                // what is kept of the person is used up, and the agent can ask without them
            }
        }
        CallContext call = one.get();
        Flight flight = new Flight(authority.tenant(), user, scopes, policy);
        return policy.shape().present(flights.run(flight, call, () -> {
            AuthenticationResult landed = landed(authority, user, scopes, policy);
            return landed == null ? traded(authority, user, credential, scopes, policy, call) : landed;
        }));
    }

    private record Flight(String tenant, FederatedUser user, Scopes scopes, CachePolicy policy) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Flight flight
                    && tenant.equals(flight.tenant)
                    && user.equals(flight.user)
                    && scopes.equals(flight.scopes)
                    && policy.equals(flight.policy);
        }

        @Override
        public int hashCode() {
            return ((tenant.hashCode() * 31 + user.hashCode()) * 31 + scopes.hashCode()) * 31 + policy.hashCode();
        }
    }

    /** The only account that is theirs: of two people with one name nobody can tell which is meant. */
    private @Nullable Account known(Authority authority, FederatedUser user) {
        Account only = null;
        for (Account account : cache.accounts(authority.environment())) {
            if (user.owns(account)) {
                if (only != null) {
                    return null;
                }
                only = account;
            }
        }
        return only;
    }

    /** What another caller's request brought while this one was about to send its own. */
    private @Nullable AuthenticationResult landed(
            Authority authority, FederatedUser user, Scopes scopes, CachePolicy policy) {
        Account account = known(authority, user);
        if (account == null || !policy.looksInCache()) {
            return null;
        }
        long now = clock.millis() / 1000;
        AccessToken token = cache.find(
                account,
                clientId,
                authority.realmFor(account),
                scopes,
                policy.shape().kind(),
                now,
                policy.minimumLifetime());
        return token == null || token.freshnessAt(now, policy.minimumLifetime()) != Freshness.FRESH
                ? null
                : AuthenticationResult.fromCache(token, account, cache.idToken(account, token));
    }

    private AuthenticationResult traded(
            Authority authority,
            FederatedUser user,
            Function<CallContext, Secret> credential,
            Scopes scopes,
            CachePolicy policy,
            CallContext call) {
        TokensIssued issued = redemption
                .ask(
                        authority,
                        new UserFederatedCredentialGrant(credential.apply(call), user, authority.tenant()),
                        redemption.personal(scopes),
                        policy.shape(),
                        call)
                .orThrow();
        return redemption.keepActedFor(user, authority, issued, scopes, call);
    }
}
