package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalBrokerException;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.broker.TokenBinding;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A token for a person who signed in before, without asking them, where the operating system may have a broker: from the cache, by
 * the broker, or by a refresh token. Safe for many threads.
 *
 * <p>The broker is asked for people who signed in with it, and its answer is final for them. It is asked too, and first, for
 * those of whom nobody wrote down how they signed in; when it does not know them, their refresh tokens are tried.
 */
public final class BrokeredSilentFlow {

    private final BrokerExchange broker;
    private final SilentFlow silent;
    private final TokenCache cache;
    private final CacheFirst cacheFirst;

    /**
     * Makes the flow of one application.
     *
     * @param broker what asks the broker
     * @param silent what works without one
     * @param cache where tokens are kept
     * @param clock what tells the time
     */
    public BrokeredSilentFlow(BrokerExchange broker, SilentFlow silent, TokenCache cache, Clock clock) {
        this.broker = broker;
        this.silent = silent;
        this.cache = cache;
        this.cacheFirst = new CacheFirst(cache, clock);
    }

    /**
     * Gets a token. What a broker signs for one HTTP request is asked for each time and never kept.
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
        if (!broker.wouldServe(authority, policy.shape())) {
            return silent.acquire(authority, account, scopes, policy, calls);
        }
        Supplier<CallContext> one = new BegunOnce(calls);
        PersonalToken wanted = new PersonalToken(authority, account, scopes, policy, one);
        boolean servesOnce =
                policy.shape().brokerBinding().filter(TokenBinding::servesOnce).isPresent();
        if (!servesOnce) {
            return cacheFirst.acquire(wanted, policy, one);
        }
        return wanted.asksBroker()
                ? wanted.fetch(CacheRefreshReason.FORCE_REFRESH, one.get())
                : wanted.withoutBroker(() -> silent.acquire(authority, account, scopes, policy, one));
    }

    /** The account at hand may have been kept since before the person signed in in another way. */
    private AccountSource sourceOf(Account account) {
        return cache.account(account.environment(), account.homeAccountId())
                .map(Account::source)
                .orElse(account.source());
    }

    /** Found in the cache like any other, and fetched from the broker first, if it is there. Of one call, and so of one thread. */
    private final class PersonalToken implements CacheFirst.Wanted {

        private final Authority authority;
        private final Account account;
        private final Scopes scopes;
        private final CachePolicy policy;
        private final Supplier<CallContext> call;
        private final Authority closest;
        private final CacheFirst.Wanted plain;
        private @Nullable Boolean isBrokers;

        /** Why the broker was no help, where that is not the last word. */
        private @Nullable MsalException inVain;

        PersonalToken(
                Authority authority, Account account, Scopes scopes, CachePolicy policy, Supplier<CallContext> call) {
            this.authority = authority;
            this.account = account;
            this.scopes = scopes;
            this.policy = policy;
            this.call = call;
            this.closest = SilentFlow.issuerOf(authority, account);
            this.plain = silent.wanted(closest, account, scopes, policy);
        }

        /** Looks for the person and for the broker once, and not before something is about to be fetched: a hit needs neither. */
        boolean asksBroker() {
            if (isBrokers == null) {
                AccountSource source = sourceOf(account);
                isBrokers = source.mayBeBroker() && isThere(source);
            }
            return isBrokers;
        }

        /** One that is out of order is as good as none to those who may have signed in without it. */
        private boolean isThere(AccountSource source) {
            try {
                return broker.isThere(call.get());
            } catch (MsalBrokerException broken) {
                if (source == AccountSource.BROKER) {
                    throw broken;
                }
                inVain = broken;
                return false;
            }
        }

        @Override
        public Object flight() {
            return plain.flight();
        }

        /** The broker is one for the whole machine. */
        @Override
        public @Nullable LeaseKey lease() {
            return asksBroker() ? null : plain.lease();
        }

        @Override
        public @Nullable LeaseKey usesUp() {
            return asksBroker() ? null : plain.usesUp();
        }

        @Override
        public @Nullable AuthenticationResult ready(long now) {
            return plain.ready(now);
        }

        @Override
        public @Nullable AccessToken find(long now) {
            return plain.find(now);
        }

        @Override
        public void catchUp() {
            plain.catchUp();
        }

        @Override
        public AuthenticationResult fromCache(AccessToken token) {
            return plain.fromCache(token);
        }

        @Override
        public void postpone(AccessToken token, long instant) {
            plain.postpone(token, instant);
        }

        @Override
        public AuthenticationResult fetch(CacheRefreshReason reason, CallContext call) {
            return asksBroker() ? fetchFromBroker(reason, call) : withoutBroker(() -> plain.fetch(reason, call));
        }

        private AuthenticationResult fetchFromBroker(CacheRefreshReason reason, CallContext call) {
            try {
                BrokerWish wish = wish(policy.shape());
                BrokerTokens tokens = broker.askSilently(wish, call);
                return broker.keepRenewed(wish, tokens, reason, call);
            } catch (MsalCancelledException | MsalTimeoutException over) {
                throw over;
            } catch (MsalException refused) {
                if (sourceOf(account) == AccountSource.BROKER) {
                    throw refused;
                }
                inVain = refused;
                return withoutBroker(() -> silent.acquire(authority, account, scopes, policy, () -> call));
            }
        }

        private BrokerWish wish(RequestShape shape) {
            return BrokerWish.of(closest.atRealm(closest.realmFor(account)), AuthorizationParameters.of(scopes, shape))
                    .about(account.homeAccountId());
        }

        /** Whoever is told that the other way failed is told of the broker too. */
        AuthenticationResult withoutBroker(Supplier<AuthenticationResult> otherWay) {
            try {
                return otherWay.get();
            } catch (MsalException neither) {
                MsalException broken = inVain;
                if (broken != null) {
                    neither.addSuppressed(broken);
                }
                throw neither;
            }
        }
    }
}
