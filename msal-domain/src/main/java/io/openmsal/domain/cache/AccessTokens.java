package io.openmsal.domain.cache;

import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Freshness;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of one partition: of one person, of one application in one tenant, or for one assertion. Safe for many threads; finding one
 * takes no lock, unless an odd request is to be remembered.
 *
 * <p>Most partitions hold one token, or a few: those lie in an array that is looked through. From more on, a token is also listed under
 * what was granted, and under the tenant and the scopes it was asked for, so that the usual request finds it by exact key. Only a request
 * for some other subset then looks through the partition, and is remembered. A token serves, and makes superfluous, only its own kind: one
 * that is bound to a key never goes to who asked for a bearer token.
 */
class AccessTokens {

    /** As many are looked through in the time in which a key is made and looked up. */
    private static final int FEW = 8;

    /** Requests for odd subsets are remembered up to here; beyond, they look through the partition each time. */
    private static final int MOST_KEYS = 256;

    /** More than anybody has at a time, unless each of many agents or claims has a token of its own. */
    static final int MOST_TOKENS = 2048;

    // changed by putting another in its place, under this object's lock
    private volatile AccessToken[] tokens = new AccessToken[0];
    private volatile @Nullable Map<Terms, AccessToken> byKey;
    private volatile @Nullable AccessToken latest;

    /**
     * The best token for a request.
     *
     * @return one that is not expired by then where there is one, else an expired one, else null
     */
    @Nullable
    AccessToken find(String clientId, String realm, Scopes scopes, TokenKind kind, long now, MinimumLifetime minimum) {
        AccessToken atHand = latest;
        if (atHand != null
                && serves(atHand, clientId, realm, scopes, kind)
                && atHand.freshnessAt(now, minimum) != Freshness.EXPIRED) {
            return atHand;
        }
        Map<Terms, AccessToken> index = byKey;
        if (index == null) {
            return longestLived(clientId, realm, scopes, kind, now);
        }
        Terms key = new Terms(clientId, realm, scopes, kind);
        AccessToken exact = index.get(key);
        if (exact != null && exact.freshnessAt(now, minimum) != Freshness.EXPIRED) {
            return exact;
        }
        AccessToken best = longestLived(clientId, realm, scopes, kind, now);
        if (best != null && best != exact && index.size() < MOST_KEYS) {
            remember(key, best, index);
        }
        return best;
    }

    /** Not one that a newer one has taken the place of since it was found. */
    private synchronized void remember(Terms key, AccessToken found, Map<Terms, AccessToken> index) {
        for (AccessToken token : tokens) {
            if (token == found) {
                index.put(key, found);
            }
        }
    }

    private @Nullable AccessToken longestLived(String clientId, String realm, Scopes scopes, TokenKind kind, long now) {
        AccessToken best = null;
        for (AccessToken token : tokens) {
            if (serves(token, clientId, realm, scopes, kind) && (best == null || outlives(token, best, now))) {
                best = token;
            }
        }
        return best;
    }

    /** Nobody knows how long one lives that was kept before the clock was set back. */
    private static boolean outlives(AccessToken token, AccessToken other, long now) {
        return token.isKeptBefore(now) == other.isKeptBefore(now)
                ? token.expiresAt() > other.expiresAt()
                : token.isKeptBefore(now);
    }

    private static boolean serves(AccessToken token, String clientId, String realm, Scopes scopes, TokenKind kind) {
        return token.kind().equals(kind)
                && token.clientId().equals(clientId)
                && token.isOf(realm)
                && token.scopes().containsAll(scopes);
    }

    /** Adds a token. Those it makes superfluous go: expired ones, and ones of its kind for the same scopes or fewer. */
    final synchronized void put(AccessToken token, Scopes requested, long now) {
        add(token, token.scopes().containsAll(requested) ? requested : token.scopes(), new MadeSuperfluous(token, now));
        setLatest(token);
    }

    private record MadeSuperfluous(AccessToken by, long now) implements Predicate<AccessToken> {

        @Override
        public boolean test(AccessToken old) {
            return old.expiresAt() <= now || isSupersededBy(by, old);
        }
    }

    /** Adds a token that was received elsewhere or earlier, beside those that were received later. */
    final synchronized void merge(AccessToken token, long now) {
        if (!lacks(token, now)) {
            return;
        }
        AccessToken atHand = latest;
        add(token, token.scopes(), old -> old.expiresAt() <= now || isReplacedBy(token, old));
        if (atHand == null || atHand.expiresAt() <= now || token.cachedAt() >= atHand.cachedAt()) {
            setLatest(token);
        }
    }

    private void add(AccessToken token, Scopes requested, Predicate<AccessToken> isSuperfluous) {
        List<AccessToken> staying = new ArrayList<>(tokens.length + 1);
        for (AccessToken old : tokens) {
            if (!isSuperfluous.test(old)) {
                staying.add(old);
            }
        }
        Map<Terms, AccessToken> index = byKey;
        if (index != null) {
            index.values().removeIf(isSuperfluous);
        }
        if (staying.size() >= MOST_TOKENS) {
            AccessToken doomed = Collections.min(staying, Comparator.comparingLong(AccessToken::expiresAt));
            staying.remove(doomed);
            if (index != null) {
                index.values().removeIf(old -> old == doomed);
            }
        }
        staying.add(token);
        tokens = staying.toArray(new AccessToken[0]);
        if (index != null) {
            list(token, index);
            index.put(new Terms(token.clientId(), token.requestedRealm(), requested, token.kind()), token);
        } else if (staying.size() > FEW) {
            Map<Terms, AccessToken> fresh = new ConcurrentHashMap<>();
            staying.forEach(each -> list(each, fresh));
            byKey = fresh;
        }
    }

    private static void list(AccessToken token, Map<Terms, AccessToken> index) {
        index.put(new Terms(token.clientId(), token.realm(), token.scopes(), token.kind()), token);
    }

    private void setLatest(AccessToken token) {
        latest = token;
        latestChanged();
    }

    /** Called whenever there is another {@link #latest()}. */
    void latestChanged() {}

    final @Nullable AccessToken latest() {
        return latest;
    }

    /**
     * Whether a token that was received elsewhere is still good, and of use beside what is here. Of two that were received in one second,
     * the one that comes last is taken for the later: documents list what another MSAL has added behind what was there.
     */
    final boolean lacks(AccessToken token, long now) {
        if (token.expiresAt() <= now) {
            return false;
        }
        for (AccessToken old : tokens) {
            if (old.expiresAt() > now && isReplacedBy(old, token) && !isReplacedBy(token, old)) {
                return false;
            }
        }
        return true;
    }

    /** A snapshot. */
    final List<AccessToken> all() {
        return Collections.unmodifiableList(Arrays.asList(tokens));
    }

    /** Puts a copy in the place of a token, unless it is gone by now. */
    final synchronized void replace(AccessToken token, AccessToken copy) {
        AccessToken[] changed = tokens.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = changed[i] == token ? copy : changed[i];
        }
        tokens = changed;
        Map<Terms, AccessToken> index = byKey;
        if (index != null) {
            index.replaceAll((key, old) -> old == token ? copy : old);
        }
        if (latest == token) {
            setLatest(copy);
        }
    }

    /** Whether nothing here serves any more. */
    final boolean areExpiredAt(long now) {
        for (AccessToken token : tokens) {
            if (token.expiresAt() > now) {
                return false;
            }
        }
        return true;
    }

    static boolean isSupersededBy(AccessToken token, AccessToken old) {
        return old.kind().equals(token.kind())
                && old.clientId().equals(token.clientId())
                && old.realm().equals(token.realm())
                && token.scopes().containsAll(old.scopes());
    }

    /** The same, of a token that was not received earlier: nothing that is newer goes for it. */
    static boolean isReplacedBy(AccessToken later, AccessToken earlier) {
        return isSupersededBy(later, earlier)
                && (later.cachedAt() > earlier.cachedAt()
                        || (later.cachedAt() == earlier.cachedAt() && later.expiresAt() >= earlier.expiresAt()));
    }

    /** How many there are. */
    final int size() {
        return tokens.length;
    }
}
