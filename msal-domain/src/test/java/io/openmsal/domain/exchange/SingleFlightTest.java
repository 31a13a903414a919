package io.openmsal.domain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final AuthenticationResult TOKEN =
            AuthenticationResult.builder("token").build();

    private final SingleFlight<AuthenticationResult> flights = new SingleFlight<>();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        pool.shutdownNow();
    }

    private static CallContext call(Duration allowance, Cancellation cancellation) {
        return new CallContext("c", Deadline.after(Clock.systemUTC(), allowance), cancellation);
    }

    private static CallContext patientCall() {
        return call(Duration.ofSeconds(30), new Cancellation());
    }

    private AuthenticationResult slowly() {
        started.countDown();
        try {
            released.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return TOKEN;
    }

    private Future<AuthenticationResult> leader() throws InterruptedException {
        Future<AuthenticationResult> leader = pool.submit(() -> flights.run("key", patientCall(), this::slowly));
        started.await(60, TimeUnit.SECONDS);
        return leader;
    }

    private static AuthenticationResult unexpected() {
        throw new AssertionError("a second request");
    }

    @Test
    void aWaiterHasADeadlineOfItsOwn() throws Exception {
        leader();

        assertThatThrownBy(() -> flights.run(
                        "key", call(Duration.ofMillis(20), new Cancellation()), SingleFlightTest::unexpected))
                .isInstanceOf(MsalTimeoutException.class);
    }

    @Test
    void aWaiterCanBeCancelledWithoutHarmToTheFlight() throws Exception {
        Future<AuthenticationResult> leader = leader();
        Cancellation cancellation = new Cancellation();
        CallContext call = call(Duration.ofSeconds(30), cancellation);
        cancellation.cancel();

        assertThatThrownBy(() -> flights.run("key", call, SingleFlightTest::unexpected))
                .isInstanceOf(MsalCancelledException.class);
        released.countDown();
        assertThat(leader.get(60, TimeUnit.SECONDS)).isSameAs(TOKEN);
    }

    @Test
    void aWaiterThatIsInterruptedStopsAndStaysInterrupted() throws Exception {
        leader();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> flights.run("key", patientCall(), SingleFlightTest::unexpected))
                .isInstanceOf(MsalCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whenTheFirstCallerGivesUpTheNextTakesOver() throws Exception {
        Future<AuthenticationResult> leader = pool.submit(() -> flights.run("key", patientCall(), () -> {
            slowly();
            throw new MsalCancelledException("authentication_canceled", "cancelled", null, null);
        }));
        started.await(60, TimeUnit.SECONDS);
        CountDownLatch waiting = new CountDownLatch(1);
        Future<AuthenticationResult> next = pool.submit(() -> {
            waiting.countDown();
            return flights.run("key", patientCall(), () -> TOKEN);
        });
        waiting.await(60, TimeUnit.SECONDS);

        released.countDown();

        assertThat(next.get(60, TimeUnit.SECONDS)).isSameAs(TOKEN);
        assertThatThrownBy(() -> leader.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(MsalCancelledException.class);
    }

    /** As a language without checked exceptions does. */
    @SuppressWarnings("unchecked")
    private static <T, E extends Throwable> T undeclared(Exception failure) throws E {
        throw (E) failure;
    }

    @Test
    void aFailureThatNoMethodDeclaresIsSharedLikeAnyOther() throws Exception {
        Future<AuthenticationResult> leader = pool.submit(() -> flights.run("key", patientCall(), () -> {
            slowly();
            return SingleFlightTest.<AuthenticationResult, RuntimeException>undeclared(new IOException("undeclared"));
        }));
        started.await(60, TimeUnit.SECONDS);
        AtomicReference<Thread> second = new AtomicReference<>();
        Future<AuthenticationResult> waiter = pool.submit(() -> {
            second.set(Thread.currentThread());
            return flights.run("key", patientCall(), SingleFlightTest::unexpected);
        });
        while (second.get() == null || second.get().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        released.countDown();

        assertThatThrownBy(() -> leader.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> waiter.get(60, TimeUnit.SECONDS)).hasRootCauseMessage("undeclared");
        assertThat(flights.isUnderWay("key")).isFalse();
    }

    @Test
    void otherKeysAreNotHeldUp() throws Exception {
        leader();

        assertThat(flights.run("another key", patientCall(), () -> TOKEN)).isSameAs(TOKEN);
    }

    @Test
    void nothingIsRememberedOnceItIsOver() throws Exception {
        released.countDown();
        flights.run("key", patientCall(), this::slowly);

        assertThat(flights.isUnderWay("key")).isFalse();
        AuthenticationResult fresh = AuthenticationResult.builder("fresh").build();
        assertThat(flights.run("key", patientCall(), () -> fresh)).isSameAs(fresh);
    }
}
