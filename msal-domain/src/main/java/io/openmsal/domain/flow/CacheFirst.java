package io.openmsal.domain.flow;

import io.openmsal.domain.cache.CacheBounds;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.SingleFlight;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Freshness;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The order in which every flow with a cache works: a fresh token is handed out at once; one that is due is renewed by one
 * caller while it still serves all others, and survives a failed renewal; otherwise one caller fetches and the others wait.
 * Safe for many threads. A hit takes no lock and makes no call.
 */
final class CacheFirst {

    /** How long a good token is left alone after it could not be renewed, so that an outage does not slow each call down. */
    private static final long PAUSE_SECONDS = 60;

    /** How long a good token is left alone that another process is renewing. */
    private static final long MOMENT_SECONDS = 5;

    private final TokenCache cache;
    private final Clock clock;
    private final SingleFlight<AuthenticationResult> flights = new SingleFlight<>();
    private final InTurn inTurn;
    private final RenewalTroubles troubles = new RenewalTroubles(CacheBounds.STANDARD.mostPartitions());

    CacheFirst(TokenCache cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
        this.inTurn = new InTurn(cache);
    }

    /** What one call wants, in the terms of its flow. */
    interface Wanted {

        /** Equal for calls that have the same answer. Asked for only when something is about to be sent. */
        Object flight();

        /** Equal for calls of all processes that must not be made at once; null when they may. Asked for only when something is about to be sent. */
        @Nullable
        LeaseKey lease();

        /**
         * Equal for calls that send what can be sent once only, so that those of this process must not be made at once either; null when
         * nothing is used up. Asked for only when something is about to be sent.
         */
        default @Nullable LeaseKey usesUp() {
            return null;
        }

        /** The answer to a {@linkplain CachePolicy#isUsual() usual} call when it is ready to be handed out; null when somebody has to look for it. */
        default @Nullable AuthenticationResult ready(long now) {
            return null;
        }

        /** The best token in the cache, perhaps an expired one. */
        @Nullable
        AccessToken find(long now);

        /** Takes over what other processes have stored for this call. */
        void catchUp();

        /** A cached token with all that is known about it. */
        AuthenticationResult fromCache(AccessToken token);

        /** Gets a new token from the provider and keeps it. */
        AuthenticationResult fetch(CacheRefreshReason reason, CallContext call);

        /** Leaves the renewal of a good token for later. */
        void postpone(AccessToken token, long instant);
    }

    /**
     * Gets a token.
     *
     * @throws MsalException when there is none
     */
    AuthenticationResult acquire(Wanted wanted, CachePolicy policy, Supplier<CallContext> calls) {
        // outside of the flight: those who share a token need not present it alike
        return policy.shape().present(found(wanted, policy, calls));
    }

    private AuthenticationResult found(Wanted wanted, CachePolicy policy, Supplier<CallContext> calls) {
        if (!policy.looksInCache()) {
            return inFlight(wanted.flight(), new Forced(wanted, calls.get()));
        }
        long now = now();
        AuthenticationResult ready = policy.isUsual() ? wanted.ready(now) : null;
        if (ready != null) {
            cache.countHit();
            return ready;
        }
        AccessToken cached = wanted.find(now);
        Freshness freshness = cached == null ? Freshness.EXPIRED : cached.freshnessAt(now, policy.minimumLifetime());
        if (cached == null || freshness == Freshness.EXPIRED) {
            cache.countMiss();
            return inFlight(wanted.flight(), new Missing(wanted, policy, calls.get()));
        }
        cache.countHit();
        return freshness == Freshness.FRESH ? wanted.fromCache(cached) : renewedOr(cached, wanted, policy, calls);
    }

    private AuthenticationResult inFlight(Object flight, Errand errand) {
        return flights.run(flight, errand.call(), errand);
    }

    private void catchUp(Wanted wanted, CallContext call) {
        if (cache.isStored()) {
            long started = clock.millis();
            wanted.catchUp();
            call.tally().storeAsked(clock.millis() - started);
        }
    }

    private AuthenticationResult renewedOr(
            AccessToken cached, Wanted wanted, CachePolicy policy, Supplier<CallContext> calls) {
        Object flight = wanted.flight();
        if (flights.isUnderWay(flight)) {
            return wanted.fromCache(cached);
        }
        CallContext call = calls.get();
        try {
            return inFlight(flight, new Due(cached, wanted, policy, call));
        } catch (MsalException stillGood) {
            if (troubles.isNews(flight, cached, stillGood)) {
                call.tally().couldNotRenew(cached.expiresAt(), stillGood);
            }
            return postponed(cached, wanted, PAUSE_SECONDS);
        }
    }

    private AuthenticationResult postponed(AccessToken cached, Wanted wanted, long seconds) {
        wanted.postpone(cached, Math.min(now() + seconds, cached.expiresAt()));
        return wanted.fromCache(cached);
    }

    private @Nullable AccessToken fresh(Wanted wanted, CachePolicy policy) {
        AccessToken latest = wanted.find(now());
        return latest != null && latest.freshnessAt(now(), policy.minimumLifetime()) == Freshness.FRESH ? latest : null;
    }

    private boolean serves(@Nullable AccessToken token, CachePolicy policy) {
        return token != null && token.freshnessAt(now(), policy.minimumLifetime()) != Freshness.EXPIRED;
    }

    private long now() {
        return clock.millis() / 1000;
    }

    /** Whatever is in the cache. */
    private final class Forced extends Errand {

        Forced(Wanted wanted, CallContext call) {
            super(wanted, call);
        }

        @Override
        public AuthenticationResult get() {
            return inTurn.run(this);
        }

        @Override
        CacheRefreshReason reason() {
            return CacheRefreshReason.FORCE_REFRESH;
        }

        @Override
        @Nullable
        AccessToken landed() {
            return null;
        }
    }

    /** Where the cache has no token that serves. */
    private final class Missing extends Errand {

        private final CachePolicy policy;
        private CacheRefreshReason reason = CacheRefreshReason.NO_CACHED_ACCESS_TOKEN;

        Missing(Wanted wanted, CachePolicy policy, CallContext call) {
            super(wanted, call);
            this.policy = policy;
        }

        @Override
        public AuthenticationResult get() {
            AccessToken cached = wanted.find(now());
            if (!serves(cached, policy)) {
                catchUp(wanted, call());
                cached = wanted.find(now());
            }
            if (cached != null && serves(cached, policy)) {
                return wanted.fromCache(cached);
            }
            reason = cached == null ? CacheRefreshReason.NO_CACHED_ACCESS_TOKEN : CacheRefreshReason.EXPIRED;
            return inTurn.run(this);
        }

        @Override
        CacheRefreshReason reason() {
            return reason;
        }

        @Override
        @Nullable
        AccessToken landed() {
            AccessToken landed = wanted.find(now());
            return serves(landed, policy) ? landed : null;
        }
    }

    /** Where the token at hand still serves. */
    private final class Due extends Errand {

        private final AccessToken cached;
        private final CachePolicy policy;

        Due(AccessToken cached, Wanted wanted, CachePolicy policy, CallContext call) {
            super(wanted, call);
            this.cached = cached;
            this.policy = policy;
        }

        @Override
        public AuthenticationResult get() {
            AccessToken latest = landed();
            return latest == null ? inTurn.run(this) : wanted.fromCache(latest);
        }

        @Override
        CacheRefreshReason reason() {
            return CacheRefreshReason.PROACTIVE_REFRESH;
        }

        @Override
        @Nullable
        AccessToken landed() {
            return fresh(wanted, policy);
        }

        @Override
        boolean standsBack() {
            return true;
        }

        @Override
        AuthenticationResult instead() {
            return postponed(cached, wanted, MOMENT_SECONDS);
        }
    }
}
