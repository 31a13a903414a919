package io.openmsal.domain.flow;

import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Turns;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request at a time among those that use up the same thing: in this process always, and among all processes on one store as
 * {@link ClusterFlight} says. Requests that use nothing up are not held up here. Safe for many threads.
 */
final class InTurn {

    private final Turns turns = new Turns();
    private final ClusterFlight cluster;

    InTurn(TokenCache cache) {
        this.cluster = new ClusterFlight(cache);
    }

    /**
     * Fetches when nobody else does, or takes what somebody else has fetched meanwhile.
     *
     * @param landed looks whether a good token is at hand
     */
    AuthenticationResult run(
            CacheFirst.Wanted wanted,
            CallContext call,
            Supplier<@Nullable AccessToken> landed,
            Function<CallContext, AuthenticationResult> fetch) {
        LeaseKey key = wanted.usesUp();
        if (key == null) {
            return cluster.run(wanted, call, landed, fetch);
        }
        try (Turns.Turn turn = turns.take(key, call)) {
            AccessToken theirs = landed.get();
            return theirs == null ? cluster.run(wanted, call, landed, fetch) : wanted.fromCache(theirs);
        }
    }

    /**
     * Fetches when nobody else does, and waits for nobody.
     *
     * @param otherwise what happens while somebody else fetches
     */
    AuthenticationResult runIfFree(
            CacheFirst.Wanted wanted,
            CallContext call,
            Supplier<@Nullable AccessToken> landed,
            Function<CallContext, AuthenticationResult> fetch,
            Supplier<AuthenticationResult> otherwise) {
        LeaseKey key = wanted.usesUp();
        if (key == null) {
            return cluster.runIfFree(wanted, call, landed, fetch, otherwise);
        }
        try (Turns.Turn turn = turns.takeIfFree(key)) {
            return turn == null ? otherwise.get() : cluster.runIfFree(wanted, call, landed, fetch, otherwise);
        }
    }
}
