package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import java.io.IOException;
import java.util.Optional;

/**
 * A person's tokens arrived.
 *
 * @param account whose they are, with all that is known by now
 * @param accessToken the access token
 * @param idToken the ID token, if one came
 * @param refreshToken the refresh token, if one came
 * @param requested the scopes asked for
 * @param signIn whether the person has just signed in; otherwise nothing is kept of an account that was removed meanwhile
 * @param now seconds since 1970
 */
record UserTokensReceived(
        Account account,
        AccessToken accessToken,
        Optional<IdToken> idToken,
        Optional<RefreshToken> refreshToken,
        Scopes requested,
        boolean signIn,
        long now)
        implements CacheChange {

    @Override
    public void applyTo(Index index) {
        UserPartition user = signIn ? index.openUser(account) : index.user(account);
        if (user == null) {
            return;
        }
        index.setAccount(user, account);
        idToken.ifPresent(user::put);
        user.put(accessToken.withScopes(index.shared(accessToken.scopes())), index.shared(requested), now);
        refreshToken.ifPresent(user::put);
        refreshToken.ifPresent(token -> index.putFamily(app(), token.familyId()));
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        if (!signIn && !document.knows(account)) {
            return;
        }
        document.put(account, accessToken.realm());
        document.put(account, accessToken, now);
        idToken.ifPresent(token -> document.put(account, token));
        refreshToken.ifPresent(token -> document.put(account, token));
        document.putAppMetadata(account, accessToken.clientId());
        refreshToken.ifPresent(token -> document.putAppMetadata(app(), token.familyId()));
    }

    UserTokensReceived withRefreshToken(Optional<RefreshToken> other) {
        return new UserTokensReceived(account, accessToken, idToken, other, requested, signIn, now);
    }

    /** The one that asked. The refresh token may be kept as another's, which it was before it was replaced. */
    private AppKey app() {
        return new AppKey(accessToken.clientId(), account.environment());
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
