package io.openmsal.domain.cache;

import io.openmsal.domain.token.RefreshToken;
import java.io.IOException;
import java.util.Optional;

/**
 * A person's tokens were got with a refresh token that was kept, whose place the new one takes ({@link Rotation}).
 *
 * @param received what arrived
 * @param redeemed the refresh token it was got with
 */
record UserTokensRenewed(UserTokensReceived received, RefreshToken redeemed) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        UserPartition user = index.user(received.account());
        if (user != null) {
            fitting(user.refreshToken(redeemed.clientId(), redeemed.target())).applyTo(index);
        }
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        fitting(document.refreshToken(received.account(), redeemed.clientId(), redeemed.target()))
                .applyTo(document);
    }

    private UserTokensReceived fitting(Optional<RefreshToken> present) {
        return received.withRefreshToken(Rotation.next(received.refreshToken(), redeemed, present));
    }

    @Override
    public PartitionKey partition() {
        return received.partition();
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.update(partition(), this::applyTo);
    }
}
