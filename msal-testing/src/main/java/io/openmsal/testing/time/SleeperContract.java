package io.openmsal.testing.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Sleeper} promises. Extend it and hand in yours. */
@Timeout(90)
public abstract class SleeperContract {

    /** Clocks that tick in milliseconds may round a short wait down by one. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    /** For subclasses. */
    protected SleeperContract() {}

    /**
     * The sleeper under test.
     *
     * @return the same object during one test
     */
    protected abstract Sleeper sleeper();

    /**
     * The clock by which its sleep passes.
     *
     * @return the system's clock, unless the sleeper only pretends
     */
    protected abstract Clock clock();

    @Test
    void aSleepLastsAtLeastAsLongAsAskedFor() throws Exception {
        Instant before = clock().instant();

        sleeper().sleep(Duration.ofMillis(30), Cancellation.none());

        assertThat(Duration.between(before, clock().instant()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).minus(ROUNDING));
    }

    @Test
    void zeroOrLessReturnsAtOnce() throws Exception {
        Instant before = clock().instant();

        sleeper().sleep(Duration.ZERO, Cancellation.none());
        sleeper().sleep(Duration.ofHours(-1), Cancellation.none());

        assertThat(clock().instant()).isBetween(before, before.plusSeconds(5));
    }

    @Test
    void aWaitThatWasCancelledBeforeReturnsAtOnce() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        Instant before = clock().instant();

        sleeper().sleep(Duration.ofHours(1), cancellation);

        assertThat(clock().instant()).isBetween(before, before.plusSeconds(5));
    }

    @Test
    void aCancellationFromAnotherThreadEndsTheWait() throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch asleep = new CountDownLatch(1);
        Thread canceller = new Thread(() -> {
            awaitUninterruptibly(asleep);
            cancellation.cancel();
        });
        canceller.start();

        asleep.countDown();
        sleeper().sleep(Duration.ofHours(1), cancellation);

        canceller.join();
        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void anInterruptedThreadIsToldSoAndItsFlagIsTaken() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> sleeper().sleep(Duration.ofHours(1), Cancellation.none()))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
