package io.openmsal.port.broker;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;

/**
 * A sign-in service of the operating system that holds the person's accounts and keys. None is asked by default; a platform
 * adapter implements this port. Safe for many threads; calls run on the caller's thread and honour the
 * request's deadline and cancellation.
 */
public interface Broker {

    /**
     * The broker of a machine that has none, which is what an application has unless it is given one.
     *
     * @return one that is never available
     */
    static Broker none() {
        return NoBroker.INSTANCE;
    }

    /**
     * Whether this machine has the broker and it can be asked. Called before each use, so it is quick and shows nothing; an
     * application for which it is false works as if it had no broker.
     *
     * @return false where the broker's service or library is missing or does not start
     */
    boolean isAvailable();

    /**
     * The same on behalf of a call that need not wait for it longer than it lasts. This is what flows ask; one that never waits
     * need not override it.
     *
     * @param deadline when the call must be over
     * @param cancellation what ends it early
     * @return as above, and false when the call was over first
     */
    default boolean isAvailable(Deadline deadline, Cancellation cancellation) {
        return isAvailable();
    }

    /**
     * Gets tokens without showing anything.
     *
     * @param request what for; names the account, or none for the person signed in to the operating system
     * @return the tokens
     * @throws BrokerRefusedException when the broker cannot do it silently, or at all
     */
    BrokerTokens acquireSilently(BrokerRequest request) throws BrokerRefusedException;

    /**
     * Gets tokens, showing a window when one is needed.
     *
     * @param request what for
     * @return the tokens
     * @throws BrokerRefusedException when the person closed the window, or the broker cannot do it
     */
    BrokerTokens acquireInteractively(BrokerRequest request) throws BrokerRefusedException;

    /**
     * Forgets an account for one application; does nothing when it is not known.
     *
     * @param clientId the application
     * @param homeAccountId the account
     * @throws BrokerRefusedException when the broker cannot do it
     */
    void signOut(String clientId, String homeAccountId) throws BrokerRefusedException;
}
