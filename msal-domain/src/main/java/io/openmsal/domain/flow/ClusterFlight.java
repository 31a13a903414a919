package io.openmsal.domain.flow;

import io.openmsal.domain.cache.Lease;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import org.jspecify.annotations.Nullable;

/**
 * One request at a time among all processes on one store, where the store's options ask for that; elsewhere, the request. The others
 * wait within their deadlines and take the token it brought. When it brought none, each asks in its turn. Safe for many threads.
 */
final class ClusterFlight {

    private final TokenCache cache;

    ClusterFlight(TokenCache cache) {
        this.cache = cache;
    }

    /** Fetches when nobody else does, or takes what another process has fetched meanwhile. */
    AuthenticationResult run(Errand errand, CallContext call) {
        CacheFirst.Wanted wanted = errand.wanted;
        Lease lease = leaseFor(wanted);
        if (lease == null) {
            return errand.fetch(call);
        }
        while (!lease.take(call)) {
            if (!errand.standsBack()) {
                lease.pause(call);
            }
            wanted.catchUp();
            AccessToken theirs = errand.landed();
            if (theirs != null) {
                return wanted.fromCache(theirs);
            }
            if (errand.standsBack()) {
                return errand.instead();
            }
        }
        // another process may have given the lease up a moment ago
        try (lease) {
            wanted.catchUp();
            AccessToken theirs = errand.landed();
            return theirs == null ? lease.send(call, errand::fetch) : wanted.fromCache(theirs);
        }
    }

    private @Nullable Lease leaseFor(CacheFirst.Wanted wanted) {
        LeaseKey key = cache.hasLeases() ? wanted.lease() : null;
        return key == null ? null : cache.lease(key);
    }
}
