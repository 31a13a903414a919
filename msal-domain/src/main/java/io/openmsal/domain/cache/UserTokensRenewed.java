package io.openmsal.domain.cache;

import io.openmsal.domain.token.RefreshToken;
import java.io.IOException;
import java.util.Optional;

/**
 * A person's tokens were got with a refresh token that was kept. The new one takes the place of that one and of no other: a change that
 * could not be saved for a while, and is made when another process has long gone on, would otherwise bring back one that is used up.
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
        boolean othersHaveGoneOn = present.filter(token -> !is(token, redeemed))
                .filter(token ->
                        !received.refreshToken().filter(ours -> is(token, ours)).isPresent())
                .isPresent();
        return othersHaveGoneOn ? received.withoutRefreshToken() : received;
    }

    private static boolean is(RefreshToken one, RefreshToken other) {
        return one.secret().equals(other.secret());
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
