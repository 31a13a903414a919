package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * The call on whose behalf something is sent: the id that ties logs together, and when to stop. One for each acquisition,
 * made only when something has to be sent.
 *
 * @param correlationId sent as {@code client-request-id}
 * @param deadline when the whole acquisition must be over
 * @param cancellation what ends it early
 * @param refreshReason why the cache did not do, as a number of the telemetry that the service expects; 0 when it was not asked
 * @param tally counts what the call has waited for
 */
public record CallContext(
        String correlationId, Deadline deadline, Cancellation cancellation, int refreshReason, CallTally tally) {

    // a deadline bounds a socket by other clocks and in whole milliseconds, so that it may end a little early
    private static final Duration NEARLY = Duration.ofMillis(20);

    /** Checks that nothing is missing. */
    public CallContext {
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(cancellation, "cancellation");
        Objects.requireNonNull(tally, "tally");
    }

    /**
     * A call that did not ask the cache, or has not yet.
     *
     * @param correlationId sent as {@code client-request-id}
     * @param deadline when the whole acquisition must be over
     * @param cancellation what ends it early
     */
    public CallContext(String correlationId, Deadline deadline, Cancellation cancellation) {
        this(correlationId, deadline, cancellation, 0, new CallTally());
    }

    /**
     * The same call, once it is known why the cache did not do.
     *
     * @param reason a number of the telemetry that the service expects
     * @return a copy
     */
    public CallContext because(int reason) {
        return new CallContext(correlationId, deadline, cancellation, reason, tally);
    }

    /** Whether the time of the call is over, or so nearly that what timed out did so for it. */
    boolean isNearlyOver() {
        return deadline.remainingAtMost(NEARLY).compareTo(NEARLY) < 0;
    }

    /**
     * A part of the call: bounded by itself, and by the call.
     *
     * @param allowance how long the part may take from now
     * @param clock what tells the time
     * @return the same call with the stricter deadline
     */
    public CallContext limitedTo(Duration allowance, Clock clock) {
        return new CallContext(
                correlationId, deadline.earlier(Deadline.after(clock, allowance)), cancellation, refreshReason, tally);
    }

    /**
     * Does a part of the call that is {@linkplain #limitedTo limited}, and says what limits it.
     *
     * @param allowance how long the part may take from now
     * @param clock what tells the time
     * @param part what is done, on behalf of the same call with the stricter deadline
     * @param told says what bounds the part, when that and not the call's own time was over
     * @param <T> what it gives
     * @return what it gave
     * @throws MsalTimeoutException when either time was over
     */
    public <T> T within(
            Duration allowance,
            Clock clock,
            Function<CallContext, T> part,
            Function<MsalTimeoutException, MsalTimeoutException> told) {
        CallContext limited = limitedTo(allowance, clock);
        try {
            return part.apply(limited);
        } catch (MsalTimeoutException over) {
            throw isNearlyOver() || !limited.isNearlyOver() ? over : told.apply(over);
        }
    }
}
