package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.Scopes;
import java.io.IOException;
import java.util.Optional;

/**
 * A token arrived that was asked for on behalf of a person. The person is known from then on, so that they can be forgotten.
 *
 * @param key the assertion it was got with, and where
 * @param account whose it is, with all that is known by now
 * @param accessToken the token
 * @param idToken the ID token, if one came
 * @param requested the scopes asked for
 * @param now seconds since 1970
 */
record OnBehalfOfTokenReceived(
        OnBehalfOfKey key,
        Account account,
        AccessToken accessToken,
        Optional<IdToken> idToken,
        Scopes requested,
        long now)
        implements CacheChange {

    @Override
    public void applyTo(Index index) {
        UserPartition user = index.openUser(account);
        user.setAccount(account);
        idToken.ifPresent(user::put);
        index.putOnBehalfOf(key, account, accessToken, requested, now);
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        document.put(account, accessToken.realm());
        document.put(key, account, accessToken, now);
        idToken.ifPresent(token -> document.put(account, token));
        document.putAppMetadata(account.environment(), accessToken.clientId());
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfAssertion(key);
    }

    /** The person's document comes first: who is removed then takes along what was got on their behalf. */
    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.update(new PartitionKey.OfPerson(account), document -> {
            document.put(account, accessToken.realm());
            idToken.ifPresent(token -> document.put(account, token));
            document.noteAssertionPartition(partition().name(), accessToken.expiresAt(), now);
        });
        store.update(partition(), this::applyTo);
    }
}
