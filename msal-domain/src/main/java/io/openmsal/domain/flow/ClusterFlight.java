package io.openmsal.domain.flow;

import io.openmsal.domain.cache.Lease;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /**
     * Fetches when nobody else does, or takes what another process has fetched meanwhile.
     *
     * @param landed looks whether a good token is at hand
     */
    AuthenticationResult run(
            CacheFirst.Wanted wanted,
            CallContext call,
            Supplier<@Nullable AccessToken> landed,
            Function<CallContext, AuthenticationResult> fetch) {
        Lease lease = leaseFor(wanted);
        if (lease == null) {
            return fetch.apply(call);
        }
        while (!lease.take(call)) {
            lease.pause(call);
            wanted.catchUp();
            AccessToken theirs = landed.get();
            if (theirs != null) {
                return wanted.fromCache(theirs);
            }
        }
        return fetchUnder(lease, wanted, call, landed, fetch);
    }

    /**
     * Fetches when nobody else does, and waits for nobody.
     *
     * @param otherwise what happens while another process fetches and has not yet stored anything
     */
    AuthenticationResult runIfFree(
            CacheFirst.Wanted wanted,
            CallContext call,
            Supplier<@Nullable AccessToken> landed,
            Function<CallContext, AuthenticationResult> fetch,
            Supplier<AuthenticationResult> otherwise) {
        Lease lease = leaseFor(wanted);
        if (lease == null) {
            return fetch.apply(call);
        }
        if (lease.take(call)) {
            return fetchUnder(lease, wanted, call, landed, fetch);
        }
        wanted.catchUp();
        AccessToken theirs = landed.get();
        return theirs == null ? otherwise.get() : wanted.fromCache(theirs);
    }

    /** Looks once more: another process may have given the lease up a moment ago. */
    private static AuthenticationResult fetchUnder(
            Lease lease,
            CacheFirst.Wanted wanted,
            CallContext call,
            Supplier<@Nullable AccessToken> landed,
            Function<CallContext, AuthenticationResult> fetch) {
        try (lease) {
            wanted.catchUp();
            AccessToken theirs = landed.get();
            return theirs == null ? lease.send(call, fetch) : wanted.fromCache(theirs);
        }
    }

    private @Nullable Lease leaseFor(CacheFirst.Wanted wanted) {
        LeaseKey key = cache.hasLeases() ? wanted.lease() : null;
        return key == null ? null : cache.lease(key);
    }
}
