package io.openmsal.adapter.broker;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** For how long an answer is waited for, and what else ends the wait. Immutable and safe for many threads. */
final class Wait {

    /** The caller's clock may be one that a test moves, so it is looked at this often. */
    private static final Duration LOOK_AT_CLOCK = Duration.ofMillis(50);

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Deadline deadline;
    private final Duration longest;
    private final long began = System.nanoTime();
    private final Cancellation cancellation;

    private Wait(Deadline deadline, Duration longest, Cancellation cancellation) {
        this.deadline = deadline;
        this.longest = longest;
        this.cancellation = cancellation;
    }

    /** As long as the caller has time. */
    static Wait of(BrokerRequest request) {
        return of(request.deadline(), request.cancellation());
    }

    /** As long as the caller has time. */
    static Wait of(Deadline deadline, Cancellation cancellation) {
        return new Wait(deadline, FOR_EVER, cancellation);
    }

    /** For a while from now, for a caller who has no say in it. */
    static Wait of(Duration patience) {
        return new Wait(Deadline.none(), patience, Cancellation.none());
    }

    /** The same, but no longer than a while from now. That is kept apart from the deadline, which goes by a clock of its own. */
    Wait butFor(Duration patience) {
        return new Wait(deadline, patience, cancellation);
    }

    /** To be out of time is a failure, whoever set the limit: it is nobody's wish that the call should end. */
    void refuseWhatIsOver() throws BrokerRefusedException {
        if (cancellation.isCancelled()) {
            throw new BrokerRefusedException(Reason.CANCELLED, "The call was cancelled");
        }
        if (deadline.hasPassed()) {
            throw new BrokerRefusedException(Reason.FAILED, "The deadline has passed");
        }
        if (left().isNegative() || left().isZero()) {
            throw new BrokerRefusedException(
                    Reason.FAILED, "It did not answer within " + longest.toMillis() / 1000 + " s");
        }
    }

    /** The answer, as soon as it is there. */
    <T> T forThe(CompletableFuture<T> answer) throws BrokerRefusedException, ExecutionException {
        try (Cancellation.Registration ignored = cancellation.onCancel(() -> answer.cancel(false))) {
            while (true) {
                try {
                    return answer.get(slice().toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException notYet) {
                    refuseWhatIsOver();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerRefusedException(Reason.CANCELLED, "The thread was interrupted");
        } catch (CancellationException cancelled) {
            throw new BrokerRefusedException(Reason.CANCELLED, "The call was cancelled");
        }
    }

    private Duration slice() {
        Duration look = deadline.remainingAtMost(LOOK_AT_CLOCK);
        Duration left = left();
        return left.compareTo(look) < 0 ? left : look;
    }

    /** By the machine's own clock, which nobody sets back. */
    private Duration left() {
        return longest.minusNanos(System.nanoTime() - began);
    }
}
