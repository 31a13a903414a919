package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Scopes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The partitions themselves. Safe for many threads. */
final class Index {

    private static final int MOST_SHARED = 1000;

    /**
     * Assertions live for an hour and then never come back, so their partitions are swept, for the first time at this number
     * and then whenever it has doubled.
     */
    private static final int FIRST_SWEEP = 1_000;

    private final Map<Scopes, Scopes> scopes = new ConcurrentHashMap<>();
    private final Map<Account, UserPartition> users = new ConcurrentHashMap<>();
    private final Map<AppKey, Map<String, AccessTokens>> apps = new ConcurrentHashMap<>();
    private final Map<OnBehalfOfKey, OnBehalfOfPartition> onBehalfOf = new ConcurrentHashMap<>();
    private final Map<AppKey, String> families = new ConcurrentHashMap<>(2);
    private volatile int sweepAt = FIRST_SWEEP;

    @Nullable
    UserPartition user(Account account) {
        return users.get(account);
    }

    Iterable<UserPartition> users() {
        return users.values();
    }

    UserPartition openUser(Account account) {
        return users.computeIfAbsent(account, UserPartition::new);
    }

    void removeUser(Account account) {
        users.remove(account);
        onBehalfOf.values().removeIf(partition -> partition.account.equals(account));
    }

    /** One object for all requests of the same scopes, so that comparing them on a hit does not wait for memory. */
    Scopes shared(Scopes requested) {
        Scopes known = scopes.get(requested);
        if (known != null) {
            return known;
        }
        if (scopes.size() < MOST_SHARED) {
            scopes.put(requested, requested);
        }
        return requested;
    }

    @Nullable
    AccessTokens app(AppKey app, String tenant) {
        Map<String, AccessTokens> tenants = apps.get(app);
        return tenants == null ? null : tenants.get(tenant);
    }

    Map<String, AccessTokens> tenantsOf(AppKey app) {
        return apps.getOrDefault(app, Map.of());
    }

    void putApp(AppKey app, AccessToken token, Scopes requested, long now) {
        apps.computeIfAbsent(app, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(token.realm(), tenant -> new AccessTokens())
                .put(token, shared(requested), null, now);
    }

    void removeApp(AppKey app) {
        apps.remove(app);
    }

    /** The family an application belongs to: empty when it is in none, null when nobody knows yet. */
    @Nullable
    String familyOf(AppKey app) {
        return families.get(app);
    }

    void putFamily(AppKey app, String family) {
        families.put(app, family);
    }

    @Nullable
    OnBehalfOfPartition onBehalfOf(OnBehalfOfKey key) {
        return onBehalfOf.get(key);
    }

    /** One assertion is one person: a token of anybody else is not let in. */
    void putOnBehalfOf(OnBehalfOfKey key, Account account, AccessToken token, Scopes requested, long now) {
        if (onBehalfOf.size() >= sweepAt) {
            onBehalfOf.values().removeIf(partition -> partition.accessTokens.areExpiredAt(now));
            sweepAt = Math.max(FIRST_SWEEP, 2 * onBehalfOf.size());
        }
        OnBehalfOfPartition partition = onBehalfOf.computeIfAbsent(key, absent -> new OnBehalfOfPartition(account));
        if (partition.account.equals(account)) {
            partition.account = account;
            partition.accessTokens.put(token, shared(requested), null, now);
        }
    }
}
