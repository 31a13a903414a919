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
import java.util.Map;
import java.util.Optional;
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
    private final SingleFlight<Optional<Account>> searches = new SingleFlight<>();
    private final PeopleActedFor people;

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
        this.people = new PeopleActedFor(cache);
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
        AuthenticationResult silently = policy.forceRefresh() ? null : silently(authority, user, scopes, policy, one);
        if (silently != null) {
            return silently;
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

    private @Nullable AuthenticationResult silently(
            Authority authority, FederatedUser user, Scopes scopes, CachePolicy policy, Supplier<CallContext> calls) {
        Account known = people.known(authority, user, now());
        if (known == null && cache.isStored()) {
            known = lookedUp(authority, user, calls.get());
        }
        if (known == null) {
            return null;
        }
        try {
            AuthenticationResult result = silent.acquire(authority, known, scopes, policy, calls);
            // a name may have passed to somebody else since it was kept
            return result.account()
                            .filter(person -> people.isStill(authority, user, person, now()))
                            .isPresent()
                    ? result
                    : null;
        } catch (MsalInteractionRequiredException over) {
            // what is kept of the person is used up, and the agent can ask without them
            return null;
        }
    }

    /**
     * Asks the store for what another process may have kept of the person: for the one account that can be theirs, where there is one. Callers
     * that come at once ask together.
     */
    private @Nullable Account lookedUp(Authority authority, FederatedUser user, CallContext call) {
        Optional<Account> found = searches.run(new Search(authority.tenant(), user), call, () -> {
            long started = clock.millis();
            Account theirs = accountToAskFor(authority, user);
            if (theirs == null) {
                cache.catchUpAtOnce();
            } else {
                cache.catchUp(theirs);
            }
            call.tally().storeAsked(clock.millis() - started);
            return Optional.ofNullable(people.known(authority, user, now()));
        });
        return found.orElse(null);
    }

    private record Search(String tenant, FederatedUser user) {}

    private @Nullable Account accountToAskFor(Authority authority, FederatedUser user) {
        Account remembered = people.find(authority, user);
        return remembered != null
                ? remembered
                : user.homeAccountId(authority.tenant())
                        .map(id -> new Account(id, authority.environment(), "", Map.of()))
                        .orElse(null);
    }

    /** What another caller's request brought while this one was about to send its own. */
    private @Nullable AuthenticationResult landed(
            Authority authority, FederatedUser user, Scopes scopes, CachePolicy policy) {
        long now = now();
        Account account = people.known(authority, user, now);
        if (account == null || !policy.looksInCache()) {
            return null;
        }
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
        AuthenticationResult result = redemption.keepActedFor(user, authority, issued, scopes, call);
        result.account()
                .ifPresent(person -> people.remember(
                        authority, user, person, result.expiresAt().getEpochSecond()));
        return result;
    }

    private long now() {
        return clock.millis() / 1000;
    }
}
