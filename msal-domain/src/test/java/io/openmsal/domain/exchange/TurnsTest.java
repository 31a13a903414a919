package io.openmsal.domain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class TurnsTest {

    private final Turns turns = new Turns();
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private static CallContext call(Duration allowance) {
        return new CallContext("c", Deadline.after(Clock.systemUTC(), allowance), new Cancellation());
    }

    private static CallContext patientCall() {
        return call(Duration.ofSeconds(60));
    }

    private <T> T elsewhere(Callable<T> work) throws Exception {
        return pool.submit(work).get(60, TimeUnit.SECONDS);
    }

    @Test
    void noTwoGoAtOnceAndAllGetTheirTurn() throws Exception {
        AtomicInteger going = new AtomicInteger();
        AtomicInteger turnsHad = new AtomicInteger();
        Callable<Boolean> work = () -> {
            for (int round = 0; round < 500; round++) {
                try (Turns.Turn turn = turns.take("key", patientCall())) {
                    assertThat(going.incrementAndGet()).isOne();
                    turnsHad.incrementAndGet();
                    going.decrementAndGet();
                }
            }
            return true;
        };
        for (var each : pool.invokeAll(Collections.nCopies(4, work))) {
            each.get(60, TimeUnit.SECONDS);
        }
        assertThat(turnsHad).hasValue(2000);
    }

    @Test
    void whoDoesNotWaitGetsNothingWhileAnotherGoes() throws Exception {
        try (Turns.Turn turn = turns.take("key", patientCall())) {
            assertThat(elsewhere(() -> turns.takeIfFree("key"))).isNull();
            assertThat(elsewhere(() -> turns.takeIfFree("another key"))).isNotNull();
        }
        assertThat(elsewhere(() -> turns.takeIfFree("key"))).isNotNull();
    }

    @Test
    void aThreadDoesNotWaitForItself() throws Exception {
        try (Turns.Turn outer = turns.take("key", patientCall())) {
            turns.take("key", call(Duration.ofMillis(1))).close();
            assertThat(turns.takeIfFree("key")).isNotNull();
            assertThat(elsewhere(() -> turns.takeIfFree("key"))).isNull();
        }
        assertThat(elsewhere(() -> turns.takeIfFree("key"))).isNotNull();
    }

    @Test
    void whoWaitsHasADeadlineOfTheirOwn() throws Exception {
        try (Turns.Turn turn = turns.take("key", patientCall())) {
            assertThatThrownBy(() -> elsewhere(() -> turns.take("key", call(Duration.ofMillis(20)))))
                    .cause()
                    .isInstanceOf(MsalTimeoutException.class)
                    .hasMessageContaining("wait for another caller's request")
                    .hasMessageContaining("timeout(...)");
        }
    }

    @Test
    void whoIsInterruptedStopsAndStaysInterrupted() throws Exception {
        try (Turns.Turn turn = turns.take("key", patientCall())) {
            boolean interrupted = elsewhere(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> turns.take("key", patientCall())).isInstanceOf(MsalCancelledException.class);
                return Thread.interrupted();
            });
            assertThat(interrupted).isTrue();
        }
    }
}
