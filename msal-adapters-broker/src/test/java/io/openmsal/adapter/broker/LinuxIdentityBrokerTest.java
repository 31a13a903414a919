package io.openmsal.adapter.broker;

import io.openmsal.port.broker.Broker;
import io.openmsal.testing.broker.BrokerContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every broker does, asked of a stand-in on a bus of the test's own. */
class LinuxIdentityBrokerTest extends BrokerContract {

    @RegisterExtension
    static final PrivateBus BUS = new PrivateBus();

    @Override
    protected Broker signedIn() throws Exception {
        return BUS.brokerOf(new StandInBroker().withAccount(homeAccountId()));
    }

    @Override
    protected Broker signedOut() throws Exception {
        return BUS.brokerOf(new StandInBroker());
    }

    @Override
    protected Broker unanswered() throws Exception {
        return BUS.brokerOf(new StandInBroker().unattended());
    }
}
