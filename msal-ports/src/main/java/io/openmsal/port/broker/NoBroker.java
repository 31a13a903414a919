package io.openmsal.port.broker;

import io.openmsal.port.broker.BrokerRefusedException.Reason;

/** The usual: there is none. */
enum NoBroker implements Broker {
    INSTANCE;

    @Override
    public boolean isAvailable() {
        return false;
    }

    @Override
    public BrokerTokens acquireSilently(BrokerRequest request) throws BrokerRefusedException {
        throw new BrokerRefusedException(Reason.FAILED, "There is no broker");
    }

    @Override
    public BrokerTokens acquireInteractively(BrokerRequest request) throws BrokerRefusedException {
        throw new BrokerRefusedException(Reason.FAILED, "There is no broker");
    }

    /** Nothing to forget. */
    @Override
    public void signOut(String clientId, String homeAccountId) {}
}
