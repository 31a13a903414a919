package io.openmsal.adapter.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a call that nobody answers: only a wish to end it is a cancellation. */
@Timeout(60)
class WaitTest {

    private final TestClock clock = new TestClock();
    private final Cancellation cancellation = new Cancellation();

    private Wait wait(Duration allowed) {
        return Wait.of(new BrokerRequest(
                "9f5c9b8e-0000-4000-8000-1c1c1c1c1c1c",
                URI.create("https://login.microsoftonline.com/common"),
                Set.of("User.Read"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TokenBinding.unbound(),
                Map.of(),
                "0f0f0f0f-0000-4000-8000-000000000000",
                Deadline.after(clock, allowed),
                cancellation));
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
