package io.openmsal.domain.cache;

import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Freshness;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of one partition: of one person, of one application in one tenant, or for one assertion. Safe for many threads; finding one
 * takes no lock.
 *
 * <p>A token is listed under what was granted, and under the tenant and the scopes it was asked for, so that the usual request finds
 * it by exact key. Only a request for some other subset looks through the partition, and is remembered. A token serves, and makes
 * superfluous, only its own kind: one that is bound to a key never goes to who asked for a bearer token.
 *
 * <p>Most partitions hold one token. The latest therefore lies at hand, beside the map: in a cache of many partitions, each
 * step through a map waits for memory.
 */
class AccessTokens {

    /** Requests for odd subsets are remembered up to here; beyond, they look through the partition each time. */
    private static final int MOST_KEYS = 256;

    /** More than anybody has at a time, unless each of many agents or claims has a token of its own. */
    static final int MOST_TOKENS = 2048;

    private final Map<TokenKey, AccessToken> byKey = new ConcurrentHashMap<>(2);
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
        TokenKey key = new TokenKey(clientId, realm, scopes, kind);
        AccessToken exact = byKey.get(key);
        if (exact != null && exact.freshnessAt(now, minimum) != Freshness.EXPIRED) {
            return exact;
        }
        AccessToken best = longestLived(clientId, realm, scopes, kind);
        if (best != null && best != exact && byKey.size() < MOST_KEYS) {
            byKey.put(key, best);
        }
        return best;
    }

    private @Nullable AccessToken longestLived(String clientId, String realm, Scopes scopes, TokenKind kind) {
        AccessToken best = null;
        for (AccessToken token : byKey.values()) {
            if (serves(token, clientId, realm, scopes, kind)
                    && (best == null || token.expiresAt() > best.expiresAt())) {
                best = token;
            }
        }
        return best;
    }

    private static boolean serves(AccessToken token, String clientId, String realm, Scopes scopes, TokenKind kind) {
        return token.kind().equals(kind)
                && token.clientId().equals(clientId)
                && token.isOf(realm)
                && token.scopes().containsAll(scopes);
    }

    /** Adds a token. Those it makes superfluous go: expired ones, and ones of its kind for the same scopes or fewer. */
    final synchronized void put(AccessToken token, Scopes requested, long now) {
        byKey.values().removeIf(old -> old.expiresAt() <= now || isSupersededBy(token, old));
        if (byKey.size() >= MOST_TOKENS) {
            dropNearestToItsEnd();
        }
        byKey.put(new TokenKey(token.clientId(), token.realm(), token.scopes(), token.kind()), token);
        if (token.scopes().containsAll(requested)) {
            byKey.put(new TokenKey(token.clientId(), token.requestedRealm(), requested, token.kind()), token);
        }
        latest = token;
    }

    /** Adds a token that was received elsewhere or earlier, beside those that were received later. */
    final synchronized void merge(AccessToken token, long now) {
        if (!lacks(token, now)) {
            return;
        }
        AccessToken atHand = latest;
        byKey.values().removeIf(old -> old.expiresAt() <= now || isReplacedBy(token, old));
        byKey.put(new TokenKey(token.clientId(), token.realm(), token.scopes(), token.kind()), token);
        byKey.put(new TokenKey(token.clientId(), token.requestedRealm(), token.scopes(), token.kind()), token);
        if (atHand == null || atHand.expiresAt() <= now || token.cachedAt() >= atHand.cachedAt()) {
            latest = token;
        }
    }

    /**
     * Whether a token that was received elsewhere is still good, and of use beside what is here. Of two that were received in one second,
     * the one that comes last is taken for the later: documents list what another MSAL has added behind what was there.
     */
    final boolean lacks(AccessToken token, long now) {
        if (token.expiresAt() <= now) {
            return false;
        }
        for (AccessToken old : byKey.values()) {
            if (old.expiresAt() > now && isReplacedBy(old, token) && !isReplacedBy(token, old)) {
                return false;
            }
        }
        return true;
    }

    /** Each token once, however many keys lead to it. */
    final Collection<AccessToken> all() {
        Set<AccessToken> each = Collections.newSetFromMap(new IdentityHashMap<>());
        each.addAll(byKey.values());
        return each;
    }

    private void dropNearestToItsEnd() {
        AccessToken nearest = null;
        for (AccessToken token : byKey.values()) {
            if (nearest == null || token.expiresAt() < nearest.expiresAt()) {
                nearest = token;
            }
        }
        AccessToken doomed = nearest;
        byKey.values().removeIf(token -> token == doomed);
    }

    /** Puts a copy in the place of a token, unless it is gone by now. */
    synchronized void replace(AccessToken token, AccessToken copy) {
        byKey.replaceAll((key, old) -> old == token ? copy : old);
        if (latest == token) {
            latest = copy;
        }
    }

    /** Whether nothing here serves any more. */
    boolean areExpiredAt(long now) {
        for (AccessToken token : byKey.values()) {
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

    /** How many keys lead to tokens. */
    int size() {
        return byKey.size();
    }
}
