package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.RefreshToken;
import java.io.IOException;
import java.util.Optional;

/**
 * A person's refresh token was redeemed for nothing that may be kept, and another came in its place ({@link Rotation}). Nothing is kept of an
 * account that was removed meanwhile.
 *
 * @param account whose it is
 * @param redeemed the token that was sent
 * @param successor the token that came, of the same application and purpose
 */
record RefreshTokenReplaced(Account account, RefreshToken redeemed, RefreshToken successor) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        UserPartition user = index.user(account);
        if (user != null) {
            next(user.refreshToken(redeemed.clientId(), redeemed.target())).ifPresent(user::put);
        }
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        if (document.knows(account)) {
            next(document.refreshToken(account, redeemed.clientId(), redeemed.target()))
                    .ifPresent(token -> document.put(account, token));
        }
    }

    private Optional<RefreshToken> next(Optional<RefreshToken> present) {
        return Rotation.next(Optional.of(successor), redeemed, present);
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
