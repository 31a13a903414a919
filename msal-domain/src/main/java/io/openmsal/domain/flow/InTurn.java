package io.openmsal.domain.flow;

import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Turns;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;

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

    /** Fetches when nobody else does, or takes what somebody else has fetched meanwhile. */
    AuthenticationResult run(Errand errand) {
        CallContext call = errand.call();
        LeaseKey key = errand.wanted.usesUp();
        if (key == null) {
            return cluster.run(errand, call);
        }
        try (Turns.Turn turn = errand.standsBack() ? turns.takeIfFree(key) : turns.take(key, call)) {
            if (turn == null) {
                return errand.instead();
            }
            AccessToken theirs = errand.landed();
            return theirs == null ? cluster.run(errand, call) : errand.wanted.fromCache(theirs);
        }
    }
}
