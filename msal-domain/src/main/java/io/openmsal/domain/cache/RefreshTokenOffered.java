package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.RefreshToken;
import java.io.IOException;

/**
 * A person's refresh token came from elsewhere. It is kept where none of its kind is; one that is kept came later, from a sign-in or in
 * exchange. Nothing is kept of an account that was removed meanwhile.
 *
 * @param account whose it is
 * @param refreshToken the token
 */
record RefreshTokenOffered(Account account, RefreshToken refreshToken) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        UserPartition user = index.user(account);
        if (user != null
                && !user.refreshToken(refreshToken.clientId(), refreshToken.target())
                        .isPresent()) {
            user.put(refreshToken);
        }
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        if (document.knows(account)
                && !document.refreshToken(account, refreshToken.clientId(), refreshToken.target())
                        .isPresent()) {
            document.put(account, refreshToken);
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
