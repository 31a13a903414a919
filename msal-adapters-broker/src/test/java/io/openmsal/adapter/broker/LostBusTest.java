package io.openmsal.adapter.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.TokenBinding;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person logs out of the machine, or the broker falls over, while a window is open: nobody waits for ever. */
@Timeout(120)
class LostBusTest {

    @RegisterExtension
    static final PrivateBus BUS = new PrivateBus();

    @Test
    void aCallWithoutADeadlineEndsWithTheBus() throws Exception {
        StandInBroker standIn = new StandInBroker().unattended();
        LinuxIdentityBroker broker = BUS.brokerOf(standIn);
        Thread logout = new Thread(() -> {
            try {
                standIn.awaitWindow();
                BUS.end();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        logout.start();

        assertThatThrownBy(() -> broker.acquireInteractively(new BrokerRequest(
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
                        Deadline.none(),
                        Cancellation.none())))
                .isInstanceOf(BrokerRefusedException.class);
        logout.join();
    }
}
