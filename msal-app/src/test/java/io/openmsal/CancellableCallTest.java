package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
                Cancellation.none().onCancel(() -> {}),
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
