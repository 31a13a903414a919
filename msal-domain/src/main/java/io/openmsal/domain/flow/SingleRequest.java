package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/** One request of a call that waits for a person: bounded by itself, and by the call. Immutable and safe for many threads. */
final class SingleRequest {

    private final Duration allowance;
    private final Clock clock;

    SingleRequest(Duration allowance, Clock clock) {
        this.allowance = allowance;
        this.clock = clock;
    }

    /**
     * Sends the request.
     *
     * @param <T> what it gives
     * @param authority who is asked
     * @param call the whole call
     * @param request sends it, on behalf of a call with the stricter deadline
     * @return what it gave
     * @throws MsalTimeoutException when it took too long, with the option that bounds it
     */
    <T> T of(Authority authority, CallContext call, Function<CallContext, T> request) {
        return call.within(
                allowance,
                clock,
                request,
                over -> new MsalTimeoutException(
                        over.errorCode(),
                        "A single request to " + authority.host()
                                + " took longer than one may while a person signs in. Allow more"
                                + " with timeout(...) of the application's builder, or look at the network between here and the"
                                + " server.",
                        call.correlationId(),
                        over));
    }
}
