package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import java.io.IOException;

/**
 * A person signed out of an application: nothing of them stays.
 *
 * @param account the person
 * @param clientId the application, whose refresh tokens go; those of other applications in a shared store stay
 */
record AccountRemoved(Account account, String clientId) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        index.removeUser(account);
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        document.remove(account, clientId);
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfPerson(account);
    }

    /** What was got on their behalf lies elsewhere, and would bring them back. */
    @Override
    public boolean outdates(CacheChange earlier) {
        return earlier.onBehalfOf()
                .map(Account::key)
                .filter(account.key()::equals)
                .isPresent();
    }

    @Override
    public boolean removesAll() {
        return true;
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.removePerson(account, this::applyTo);
    }
}
