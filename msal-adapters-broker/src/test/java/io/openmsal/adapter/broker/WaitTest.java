package io.openmsal.adapter.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a call that nobody answers: only a wish to end it is a cancellation. */
@Timeout(60)
class WaitTest {

    private final TestClock clock = new TestClock();
    private final Cancellation cancellation = new Cancellation();

    private Wait wait(Duration allowed) {
        return Wait.of(Requests.within(Deadline.after(clock, allowed), cancellation));
    }

    private static void assertRefused(Wait wait, Reason reason, String words) {
        assertThatThrownBy(() -> wait.forThe(new CompletableFuture<>()))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        BrokerRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    void aBrokerThatTakesTooLongHasFailed() {
        assertRefused(wait(Duration.ofMinutes(5)).butFor(Duration.ZERO), Reason.FAILED, "not answer within 0 s");
        assertRefused(Wait.of(Duration.ZERO), Reason.FAILED, "not answer within 0 s");
    }

    @Test
    void soItHasWhenTheCallersTimeIsOver() {
        assertRefused(wait(Duration.ZERO).butFor(Duration.ofSeconds(30)), Reason.FAILED, "deadline");
    }

    @Test
    void aWishToEndTheCallIsACancellation() {
        Wait wait = wait(Duration.ofMinutes(5)).butFor(Duration.ofSeconds(30));
        cancellation.cancel();

        assertRefused(wait, Reason.CANCELLED, "cancelled");
    }
}
