package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CancellableCallTest {

    /** The worker is woken by the cancellation, and here it always ends before anything else happens. */
    @Test
    void isCancelledEvenWhenTheWorkEndsAtOnceBecauseOfIt() {
        Cancellation cancellation = new Cancellation();
        CountDownLatch woken = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<AuthenticationResult> call = CancellableCall.start(
                () -> {
                    await(woken);
                    throw new IllegalStateException("the work ended first");
                },
                cancellation,
                Cancellation.none(),
                Deadline.none(),
                work -> new Thread(() -> {
                            work.run();
                            ended.countDown();
                        })
                        .start());
        try (Cancellation.Registration ignored = cancellation.onCancel(() -> {
            woken.countDown();
            await(ended);
        })) {
            assertThat(call.cancel(true)).isTrue();
        }

        assertThat(call).isCancelled();
        assertThat(cancellation.isCancelled()).isTrue();
    }

    /** A stage runs on the thread that gives the call up, and may wait for the work. */
    @Test
    void isGivenUpOnceTheWorkWasTold() {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<AuthenticationResult> call = CancellableCall.start(
                () -> null,
                cancellation,
                Cancellation.none(),
                Deadline.after(Clock.systemUTC(), Duration.ofMillis(1)),
                work -> {});
        AtomicBoolean told = new AtomicBoolean();
        call.whenComplete((result, failure) -> told.set(cancellation.isCancelled()));

        assertThatThrownBy(call::get).hasCauseInstanceOf(MsalTimeoutException.class);

        assertThat(told).isTrue();
    }

    @Test
    void endsWithWhateverTheWorkThrows() {
        CompletableFuture<AuthenticationResult> call = start(
                () -> CancellableCallTest.<AuthenticationResult, RuntimeException>undeclared(
                        new IOException("undeclared")),
                Deadline.none(),
                Runnable::run);

        assertThat(call).isCompletedExceptionally();
        assertThatThrownBy(call::join).hasRootCauseMessage("undeclared");
    }

    @Test
    void leavesNothingWithTheCallersCancellationWhenTheExecutorIsFull() {
        Cancellation callers = new Cancellation();
        Cancellation cancellation = new Cancellation();

        CompletableFuture<AuthenticationResult> call =
                CancellableCall.start(() -> null, cancellation, callers, Deadline.none(), work -> {
                    throw new RejectedExecutionException("full");
                });

        callers.cancel();
        assertThat(cancellation.isCancelled()).isFalse();
        assertThatThrownBy(call::join)
                .hasCauseInstanceOf(MsalConfigurationException.class)
                .hasRootCauseInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("Give it a longer queue");
    }

    /** Deadlines are told by a clock that can be set; a caller's own patience is not. */
    @Test
    void isWaitedForAsLongAsTheCallerSaysAlsoWhileTheClockStandsStill() {
        CompletableFuture<AuthenticationResult> call =
                start(() -> null, Deadline.after(new TestClock(), Duration.ofMillis(1)), work -> {});

        assertThatThrownBy(() -> call.get(400, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(call).isNotDone();
    }

    private static CompletableFuture<AuthenticationResult> start(
            Supplier<AuthenticationResult> work, Deadline deadline, Executor executor) {
        return CancellableCall.start(work, new Cancellation(), Cancellation.none(), deadline, executor);
    }

    /** As a language without checked exceptions does. */
    @SuppressWarnings("unchecked")
    private static <T, E extends Throwable> T undeclared(Exception failure) throws E {
        throw (E) failure;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
