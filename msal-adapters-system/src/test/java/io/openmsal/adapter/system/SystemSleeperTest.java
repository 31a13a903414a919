package io.openmsal.adapter.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.time.Sleeper;
import io.openmsal.testing.time.SleeperContract;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemSleeperTest extends SleeperContract {

    private final SystemSleeper sleeper = new SystemSleeper();

    @Override
    protected Sleeper sleeper() {
        return sleeper;
    }

    @Override
    protected Clock clock() {
        return Clock.systemUTC();
    }

    @Test
    void anInterruptionInTheMiddleEndsTheWait() {
        FutureTask<Void> sleep = new FutureTask<>(() -> {
            sleeper.sleep(Duration.ofHours(1), Cancellation.none());
            return null;
        });
        Thread sleeping = new Thread(sleep);
        sleeping.start();
        untilItWaits(sleeping);

        sleeping.interrupt();

        assertThatThrownBy(() -> sleep.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aCancellationInTheMiddleEndsTheWait() throws Exception {
        Cancellation cancellation = new Cancellation();
        FutureTask<Void> sleep = new FutureTask<>(() -> {
            sleeper.sleep(Duration.ofHours(1), cancellation);
            return null;
        });
        Thread sleeping = new Thread(sleep);
        sleeping.start();
        untilItWaits(sleeping);

        cancellation.cancel();

        sleep.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aDurationBeyondAllMeasureIsAWaitAndNotAnOverflow() throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> sleep = CompletableFuture.runAsync(
                () -> {
                    try {
                        sleeper.sleep(Duration.ofSeconds(Long.MAX_VALUE), cancellation);
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                },
                task -> new Thread(task).start());
        assertThat(sleep).isNotDone();

        cancellation.cancel();

        sleep.get(60, TimeUnit.SECONDS);
    }

    private static void untilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
