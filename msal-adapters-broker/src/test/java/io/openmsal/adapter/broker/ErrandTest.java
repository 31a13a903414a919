package io.openmsal.adapter.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.broker.BrokerRefusedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done on a thread of its own while somebody waits, or does not any more. */
@Timeout(60)
class ErrandTest {

    private static final Wait LONG = Wait.of(Duration.ofSeconds(30));

    private final CompletableFuture<String> givenBack = new CompletableFuture<>();

    @Test
    void bringsWhatItWasSentFor() throws Exception {
        assertThat(Errand.<String>run(() -> "thing", givenBack::complete, LONG)).isEqualTo("thing");
        assertThat(givenBack).isNotDone();
    }

    @Test
    void failsAsTheWorkDoesAlsoWithAnError() {
        assertThatThrownBy(() -> Errand.<String>run(
                        () -> {
                            throw new NoClassDefFoundError("gone");
                        },
                        givenBack::complete,
                        LONG))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void givesBackWhatComesTooLate() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);

        assertThatThrownBy(() -> Errand.run(
                        () -> {
                            try {
                                interrupted.await();
                            } catch (InterruptedException abandoned) {
                                interrupted.countDown();
                            }
                            return "thing";
                        },
                        givenBack::complete,
                        Wait.of(Duration.ofMillis(10))))
                .isInstanceOf(BrokerRefusedException.class);

        assertThat(givenBack.get(30, TimeUnit.SECONDS)).isEqualTo("thing");
    }
}
