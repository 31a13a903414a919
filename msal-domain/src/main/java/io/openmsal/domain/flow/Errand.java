package io.openmsal.domain.flow;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One token that one caller fetches for all who want it at that time. Supplies it to those who wait for this caller. Used on one thread. */
abstract class Errand implements Supplier<AuthenticationResult> {

    final CacheFirst.Wanted wanted;
    private final CallContext call;

    Errand(CacheFirst.Wanted wanted, CallContext call) {
        this.wanted = wanted;
        this.call = call;
    }

    /** Why something is sent. */
    abstract CacheRefreshReason reason();

    /** The call, which knows why it is made. */
    final CallContext call() {
        return call.because(reason().code());
    }

    /** A good token that somebody else has brought meanwhile; null when there is none. */
    abstract @Nullable AccessToken landed();

    /** Whether it stands back while somebody else fetches, or waits for that. */
    boolean standsBack() {
        return false;
    }

    /** What is handed out by one that stands back. */
    AuthenticationResult instead() {
        throw new IllegalStateException("It waits");
    }

    /** Gets a new token from the provider and keeps it. */
    final AuthenticationResult fetch(CallContext alone) {
        return wanted.fetch(reason(), alone);
    }
}
