package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.TokenCache;

/** Signs a person out of one application. Safe for many threads. */
public final class SignOutFlow {

    private final String clientId;
    private final BrokerExchange broker;
    private final TokenCache cache;

    /**
     * Makes the flow of one application.
     *
     * @param clientId the application
     * @param broker what tells the broker
     * @param cache where tokens are kept
     */
    public SignOutFlow(String clientId, BrokerExchange broker, TokenCache cache) {
        this.clientId = clientId;
        this.broker = broker;
        this.cache = cache;
    }

    /**
     * Forgets all tokens of the person, and has the broker forget them for this application: whatever becomes of the one, the other is done.
     * A broker that cannot is worth an event, {@code broker.sign_out_failed}, and no failure.
     *
     * @param authority where they signed in
     * @param account the person; nothing happens when they are not known
     */
    public void signOut(Authority authority, Account account) {
        try {
            cache.remove(account, clientId);
        } finally {
            broker.signOut(authority, account);
        }
    }
}
