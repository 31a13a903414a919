package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.RefreshToken;
import java.io.IOException;
import java.util.Optional;

/**
 * The refresh token of a session on behalf of a person was redeemed for nothing that may be kept, and another came in its place
 * ({@link Rotation}). Nothing is kept of a session that was ended meanwhile, nor of one that is somebody else's.
 *
 * @param key the session, and where
 * @param account whose it is
 * @param redeemed the token that was sent
 * @param successor the token that came
 */
record SessionTokenReplaced(OnBehalfOfKey key, Account account, RefreshToken redeemed, RefreshToken successor)
        implements CacheChange {

    @Override
    public void applyTo(Index index) {
        OnBehalfOfPartition session = index.onBehalfOf(key);
        if (session != null && account.equals(session.account)) {
            next(Optional.ofNullable(session.refreshToken))
                    .ifPresent(token -> index.putOnBehalfOf(key, account, token));
        }
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        if (document.knows(key) && !document.isOfAnother(key, account)) {
            next(document.refreshToken(key)).ifPresent(token -> document.put(key, account, token));
        }
    }

    private Optional<RefreshToken> next(Optional<RefreshToken> present) {
        return Rotation.next(Optional.of(successor), redeemed, present);
    }

    @Override
    public Optional<Account> onBehalfOf() {
        return Optional.of(account);
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfAssertion(key);
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.update(partition(), this::applyTo);
    }
}
