package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import java.io.IOException;
import java.util.Optional;

/**
 * Tokens arrived for a session on behalf of a person.
 *
 * @param key the session, and where
 * @param account whose it is, with all that is known by now
 * @param accessToken the token
 * @param idToken the ID token, if one came
 * @param refreshToken the refresh token, if one came; the one before stays otherwise
 * @param requested the scopes asked for
 * @param redeemed the refresh token that they were got with, whose place the new one takes ({@link Rotation}); empty when the session begins.
 *     Nothing is kept of a session that was ended meanwhile, nor of one that is somebody else's
 * @param now seconds since 1970
 */
record SessionTokensReceived(
        OnBehalfOfKey key,
        Account account,
        AccessToken accessToken,
        Optional<IdToken> idToken,
        Optional<RefreshToken> refreshToken,
        Scopes requested,
        Optional<RefreshToken> redeemed,
        long now)
        implements CacheChange {

    @Override
    public void applyTo(Index index) {
        OnBehalfOfPartition session = index.onBehalfOf(key);
        if (session == null ? begins() : session.account == null || session.account.equals(account)) {
            Optional<RefreshToken> next =
                    next(session == null ? Optional.empty() : Optional.ofNullable(session.refreshToken));
            tokens().applyTo(index);
            next.ifPresent(token -> index.putOnBehalfOf(key, account, token));
        }
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        if (!document.isOfAnother(key, account) && (begins() || document.knows(key))) {
            Optional<RefreshToken> next = next(document.refreshToken(key));
            tokens().applyTo(document);
            next.ifPresent(token -> document.put(key, account, token));
        }
    }

    @Override
    public Optional<Account> onBehalfOf() {
        return Optional.of(account);
    }

    private boolean begins() {
        return !redeemed.isPresent();
    }

    private Optional<RefreshToken> next(Optional<RefreshToken> present) {
        return redeemed.isPresent() ? Rotation.next(refreshToken, redeemed.get(), present) : refreshToken;
    }

    private OnBehalfOfTokenReceived tokens() {
        return new OnBehalfOfTokenReceived(key, Optional.of(account), accessToken, idToken, requested, now);
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfAssertion(key);
    }

    /**
     * A session that can be refreshed has no end that is known before, so its person remembers it for as long as they are remembered. One that
     * cannot ends with its access token.
     */
    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        if (begins()) {
            begin(store);
        } else {
            store.update(partition(), this::applyTo);
        }
    }

    private void begin(PartitionDocuments store) throws IOException {
        boolean[] another = new boolean[1];
        tokens().keepIn(
                        store,
                        document -> {
                            another[0] = document.isOfAnother(key, account);
                            applyTo(document);
                        },
                        refreshToken.isPresent() ? Long.MAX_VALUE : accessToken.expiresAt());
        if (another[0]) {
            // who is forgotten would take along a session that is not theirs
            store.update(
                    new PartitionKey.OfPerson(account),
                    document -> document.forgetAssertionPartition(partition().name()));
        }
    }
}
