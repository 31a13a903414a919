package io.openmsal.adapter.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.BrokerRefusedException;
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

        assertThatThrownBy(() -> broker.acquireInteractively(Requests.within(Deadline.none(), Cancellation.none())))
                .isInstanceOf(BrokerRefusedException.class);
        logout.join();
    }
}
