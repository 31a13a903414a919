package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.IdToken;
import java.io.IOException;
import java.util.Optional;

/**
 * A person became known, with an access token that is of no use a second time and is not kept.
 *
 * @param account who it is, with all that is known by now
 * @param realm the tenant they are known in
 * @param clientId the application
 * @param idToken the ID token, if one came
 * @param signIn whether the person has just signed in; otherwise nothing is kept of an account that was removed meanwhile
 */
record PersonSignedIn(Account account, String realm, String clientId, Optional<IdToken> idToken, boolean signIn)
        implements CacheChange {

    @Override
    public void applyTo(Index index) {
        UserPartition user = signIn ? index.openUser(account) : index.user(account);
        if (user != null) {
            index.setAccount(user, account);
            idToken.ifPresent(user::put);
        }
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        if (signIn || document.knows(account)) {
            document.put(account, realm);
            idToken.ifPresent(token -> document.put(account, token));
            document.putAppMetadata(account, clientId);
        }
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfPerson(account);
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.update(partition(), this::applyTo);
    }
}
