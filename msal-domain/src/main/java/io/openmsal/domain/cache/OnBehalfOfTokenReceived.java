package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.Scopes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A token arrived that was asked for on behalf of a person. The person is known from then on, so that they can be forgotten.
 *
 * @param key the assertion it was got with, and where
 * @param account whose it is, with all that is known by now, if anybody said so
 * @param accessToken the token
 * @param idToken the ID token, if one came
 * @param requested the scopes asked for
 * @param now seconds since 1970
 */
record OnBehalfOfTokenReceived(
        OnBehalfOfKey key,
        Optional<Account> account,
        AccessToken accessToken,
        Optional<IdToken> idToken,
        Scopes requested,
        long now)
        implements CacheChange {

    /** One comes and more go, so that they become fewer, and no call does much for it. */
    private static final int MOST_SWEPT = 3;

    @Override
    public void applyTo(Index index) {
        account.ifPresent(person -> {
            UserPartition user = index.openUser(person);
            index.setAccount(user, person);
            idToken.ifPresent(user::put);
        });
        index.putOnBehalfOf(key, account.orElse(null), accessToken, requested, now);
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        account.ifPresent(person -> {
            document.put(person, accessToken.realm());
            idToken.ifPresent(token -> document.put(person, token));
        });
        document.put(key, account.orElse(null), accessToken, now);
        document.putAppMetadata(key.environment(), accessToken.clientId());
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfAssertion(key);
    }

    @Override
    public Optional<Account> onBehalfOf() {
        return account;
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        keepIn(store, this::applyTo, accessToken.expiresAt());
    }

    /**
     * The person's document comes first: who is removed then takes along what was got on their behalf. A few of the documents that it still
     * notes, and that are over, go at the end.
     *
     * @param change what becomes of the assertion's document
     * @param until when nothing in that will serve any more
     */
    void keepIn(PartitionDocuments store, Consumer<UnifiedCacheDocument> change, long until) throws IOException {
        List<String> over = new ArrayList<>();
        if (account.isPresent()) {
            Account person = account.get();
            store.update(new PartitionKey.OfPerson(person), document -> {
                document.put(person, accessToken.realm());
                idToken.ifPresent(token -> document.put(person, token));
                document.noteAssertionPartition(partition().name(), until);
                over.clear();
                over.addAll(document.assertionPartitionsOverAt(now, MOST_SWEPT));
            });
        }
        store.update(partition(), change);
        if (account.isPresent() && !over.isEmpty()) {
            store.sweep(new PartitionKey.OfPerson(account.get()), over, now);
        }
    }
}
