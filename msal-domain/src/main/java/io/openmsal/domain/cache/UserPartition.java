package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of one person in one cloud. Safe for many threads.
 */
final class UserPartition extends Partition<Account> {

    private final Map<String, IdToken> idTokens = new ConcurrentHashMap<>(2);
    private final List<RefreshToken> refreshTokens = new CopyOnWriteArrayList<>();
    private volatile @Nullable IdToken latestIdToken;
    private volatile Account account;

    UserPartition(Account account) {
        super(account);
        this.account = account;
    }

    Account account() {
        return account;
    }

    void setAccount(Account latest) {
        this.account = latest;
    }

    /** The ID token of the tenant that an access token is of. */
    @Nullable
    IdToken idToken(AccessToken token) {
        IdToken atHand = latestIdToken;
        if (atHand == null || !atHand.realm().equals(token.realm())) {
            atHand = idTokens.get(token.realm());
        }
        return atHand != null && atHand.clientId().equals(token.clientId()) ? atHand : null;
    }

    Collection<IdToken> idTokens() {
        return idTokens.values();
    }

    void put(IdToken token) {
        idTokens.put(token.realm(), token);
        latestIdToken = token;
    }

    /** People stay known when their tokens are over: they are asked to sign in again under their name. */
    @Override
    boolean isOverAt(long now) {
        return false;
    }

    /** A newer token takes the place of the one with the same key in the shared format. */
    synchronized void put(RefreshToken token) {
        refreshTokens.removeIf(
                old -> old.clientId().equals(token.clientId()) && old.target().equals(token.target()));
        refreshTokens.add(token);
    }

    /** The refresh token of one application for one purpose. */
    Optional<RefreshToken> refreshToken(String clientId, String target) {
        return refreshTokens.stream()
                .filter(token ->
                        token.clientId().equals(clientId) && token.target().equals(target))
                .findFirst();
    }

    /** The tokens one application may redeem: those of its family, then its own, each the newest first. */
    List<RefreshToken> refreshTokensOf(String clientId, String family) {
        Predicate<RefreshToken> isShared =
                token -> !family.isEmpty() && token.familyId().equals(family);
        List<RefreshToken> all = newest(isShared);
        all.addAll(newest(isShared.negate().and(token -> token.clientId().equals(clientId))));
        return all;
    }

    private List<RefreshToken> newest(Predicate<RefreshToken> wanted) {
        List<RefreshToken> found = new ArrayList<>();
        for (RefreshToken token : refreshTokens) {
            if (wanted.test(token)) {
                found.add(token);
            }
        }
        found.sort(Comparator.comparingLong(RefreshToken::receivedAt).reversed());
        return found;
    }
}
