package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import java.io.IOException;
import java.util.Optional;

/**
 * A person's refresh token came from elsewhere, was redeemed, and stays good. One that is kept already came from a sign-in, and may be newer,
 * or refused by now: nobody can tell, so both stay, and a renewal tries them one after the other. Nothing is kept of an account that was removed
 * meanwhile.
 *
 * @param account whose it is
 * @param refreshToken the token
 * @param redeemedFor the scopes; under these it lies beside another
 */
record RefreshTokenTakenOver(Account account, RefreshToken refreshToken, Scopes redeemedFor) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        UserPartition user = index.user(account);
        if (user != null) {
            user.put(beside(user.refreshToken(refreshToken.clientId(), refreshToken.target())));
        }
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        if (document.knows(account)) {
            document.put(
                    account, beside(document.refreshToken(account, refreshToken.clientId(), refreshToken.target())));
        }
    }

    private RefreshToken beside(Optional<RefreshToken> kept) {
        boolean isAnother = kept.filter(other -> !other.secret().equals(refreshToken.secret()))
                .isPresent();
        return isAnother
                ? new RefreshToken(
                        refreshToken.secret(),
                        refreshToken.clientId(),
                        redeemedFor.toString(),
                        refreshToken.familyId(),
                        refreshToken.receivedAt())
                : refreshToken;
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
