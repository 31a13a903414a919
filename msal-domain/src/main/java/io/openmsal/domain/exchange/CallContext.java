package io.openmsal.domain.exchange;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * The call on whose behalf something is sent: the id that ties logs together, and when to stop. One for each acquisition,
 * made only when something has to be sent.
 *
 * @param correlationId sent as {@code client-request-id}
 * @param deadline when the whole acquisition must be over
 * @param cancellation what ends it early
 */
public record CallContext(String correlationId, Deadline deadline, Cancellation cancellation) {

    /** Checks that nothing is missing. */
    public CallContext {
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(cancellation, "cancellation");
    }

    /**
     * One request of a call that waits for a person: bounded by itself, and by the call.
     *
     * @param allowance how long the request may take from now
     * @param clock what tells the time
     * @return the same call with the stricter deadline
     */
    public CallContext limitedTo(Duration allowance, Clock clock) {
        return new CallContext(correlationId, deadline.earlier(Deadline.after(clock, allowance)), cancellation);
    }
}
