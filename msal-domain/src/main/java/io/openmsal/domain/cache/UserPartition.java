package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of one person in one cloud. Safe for many threads.
 *
 * <p>Accounts that are handed out are copies, which share what is in them. A hit looks into the one that its caller has; collectors put an object
 * beside the one from which they reach it, and from here that is in the midst of tokens.
 */
final class UserPartition extends Partition<Account> {

    private static final IdToken[] NONE = {};

    // the latest last; changed by putting another in its place, under this object's lock
    private volatile IdToken[] idTokens = NONE;

    private final List<RefreshToken> refreshTokens = new CopyOnWriteArrayList<>();
    private volatile Account account;

    UserPartition(Account account) {
        super(copyOf(account));
        this.account = key;
    }

    private static Account copyOf(Account account) {
        return account.from(account.source());
    }

    Account account() {
        return copyOf(account);
    }

    void setAccount(Account latest) {
        this.account = copyOf(latest);
    }

    @Override
    String keyText() {
        return key.key();
    }

    @Override
    @Nullable
    String ownRealm() {
        return key.homeTenantId().orElse(null);
    }

    /** The ID token that the application of an access token got in the same tenant. */
    @Override
    @Nullable
    IdToken idToken(AccessToken token) {
        return idToken(token.clientId(), token.realm());
    }

    /** A person has one, or a few: they are looked through in the time in which a key is made. */
    private @Nullable IdToken idToken(String clientId, String realm) {
        IdToken[] known = idTokens;
        for (int i = known.length - 1; i >= 0; i--) {
            if (known[i].realm().equals(realm) && known[i].clientId().equals(clientId)) {
                return known[i];
            }
        }
        return null;
    }

    /** A snapshot. */
    List<IdToken> idTokens() {
        return Collections.unmodifiableList(Arrays.asList(idTokens));
    }

    synchronized void put(IdToken token) {
        IdToken replaced = idToken(token.clientId(), token.realm());
        List<IdToken> staying = new ArrayList<>(Arrays.asList(idTokens));
        staying.remove(replaced);
        staying.add(token);
        idTokens = staying.toArray(NONE);
        latestChanged();
    }

    /** Whether an ID token that was received elsewhere is newer than the one in its place here. */
    boolean isNews(IdToken token) {
        IdToken known = idToken(token.clientId(), token.realm());
        return known == null || issuedAt(token) > issuedAt(known);
    }

    /** Whether it says something newer of its tenant than those that any application got there. */
    boolean tellsNews(IdToken token) {
        for (IdToken known : idTokens) {
            if (known.realm().equals(token.realm()) && issuedAt(token) <= issuedAt(known)) {
                return false;
            }
        }
        return true;
    }

    /** What the ID token says that was issued last, of those that say it. */
    Optional<String> latestName() {
        IdToken latest = null;
        for (IdToken token : idTokens) {
            if (token.claims().username().isPresent() && (latest == null || issuedAt(token) >= issuedAt(latest))) {
                latest = token;
            }
        }
        return latest == null ? Optional.empty() : latest.claims().username();
    }

    private static long issuedAt(IdToken token) {
        return token.claims().number("iat").orElse(0L);
    }

    /** Whether a refresh token that was received elsewhere is newer than the one in its place here. */
    boolean isNews(RefreshToken token) {
        return refreshTokens.stream()
                .noneMatch(known -> isInPlaceOf(token, known) && known.receivedAt() >= token.receivedAt());
    }

    /** People stay known when their tokens are over: they are asked to sign in again under their name. */
    @Override
    boolean isOverAt(long now) {
        return false;
    }

    /** A newer token takes the place of the one with the same key in the shared format. */
    synchronized void put(RefreshToken token) {
        refreshTokens.removeIf(old -> isInPlaceOf(token, old));
        refreshTokens.add(token);
    }

    private static boolean isInPlaceOf(RefreshToken token, RefreshToken other) {
        return other.clientId().equals(token.clientId()) && other.target().equals(token.target());
    }

    List<RefreshToken> refreshTokens() {
        return refreshTokens;
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
