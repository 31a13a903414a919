package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Scopes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The partitions themselves. Safe for many threads. */
final class Index {

    private final Map<String, UserPartition> users = new ConcurrentHashMap<>();
    private final Map<AppKey, Map<String, AccessTokens>> apps = new ConcurrentHashMap<>();

    @Nullable
    UserPartition user(String accountKey) {
        return users.get(accountKey);
    }

    Iterable<UserPartition> users() {
        return users.values();
    }

    UserPartition openUser(Account account) {
        return users.computeIfAbsent(account.key(), key -> new UserPartition(account));
    }

    void removeUser(String accountKey) {
        users.remove(accountKey);
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
                .put(token, requested, now);
    }

    void removeApp(AppKey app) {
        apps.remove(app);
    }
}
