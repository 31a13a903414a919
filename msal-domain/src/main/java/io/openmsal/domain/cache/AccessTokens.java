package io.openmsal.domain.cache;

import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Freshness;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of one partition: of one person, or of one application in one tenant. Safe for many threads; finding one
 * takes no lock.
 *
 * <p>A token is listed under what was granted, and under the tenant and the scopes it was asked for, so that the usual request finds
 * it by exact key. Only a request for some other subset looks through the partition, and is remembered.
 */
final class AccessTokens {

    /** Requests for odd subsets are remembered up to here; beyond, they look through the partition each time. */
    private static final int MOST_KEYS = 256;

    private final Map<TokenKey, AccessToken> byKey = new ConcurrentHashMap<>(2);

    /**
     * The best token for a request.
     *
     * @return one that is not expired by then where there is one, else an expired one, else null
     */
    @Nullable
    AccessToken find(String clientId, String realm, Scopes scopes, long now, MinimumLifetime minimum) {
        TokenKey key = new TokenKey(clientId, realm, scopes);
        AccessToken exact = byKey.get(key);
        if (exact != null && exact.freshnessAt(now, minimum) != Freshness.EXPIRED) {
            return exact;
        }
        AccessToken best = longestLived(clientId, realm, scopes);
        if (best != null && best != exact && byKey.size() < MOST_KEYS) {
            byKey.put(key, best);
        }
        return best;
    }

    private @Nullable AccessToken longestLived(String clientId, String realm, Scopes scopes) {
        AccessToken best = null;
        for (AccessToken token : byKey.values()) {
            boolean serves = token.clientId().equals(clientId)
                    && token.isOf(realm)
                    && token.scopes().containsAll(scopes);
            if (serves && (best == null || token.expiresAt() > best.expiresAt())) {
                best = token;
            }
        }
        return best;
    }

    /** Adds a token. Those it makes superfluous go: expired ones, and ones for the same scopes or fewer. */
    void put(AccessToken token, Scopes requested, long now) {
        byKey.values().removeIf(old -> old.expiresAt() <= now || isSupersededBy(token, old));
        byKey.put(new TokenKey(token.clientId(), token.realm(), token.scopes()), token);
        if (token.scopes().containsAll(requested)) {
            byKey.put(new TokenKey(token.clientId(), token.requestedRealm(), requested), token);
        }
    }

    /** Puts a copy in the place of a token, unless it is gone by now. */
    void replace(AccessToken token, AccessToken copy) {
        byKey.replaceAll((key, old) -> old == token ? copy : old);
    }

    static boolean isSupersededBy(AccessToken token, AccessToken old) {
        return old.clientId().equals(token.clientId())
                && old.realm().equals(token.realm())
                && token.scopes().containsAll(old.scopes());
    }

    /** How many keys lead to tokens. */
    int size() {
        return byKey.size();
    }
}
