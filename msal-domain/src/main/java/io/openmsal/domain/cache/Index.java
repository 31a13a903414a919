package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Scopes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The partitions themselves. Safe for many threads. */
final class Index {

    private static final int MOST_SHARED = 1000;

    private final Map<Scopes, Scopes> scopes = new ConcurrentHashMap<>();
    private final LongAdder evictions = new LongAdder();
    private final PartitionTable<Account, UserPartition> users;
    private final PartitionTable<AppPartition.Key, AppPartition> apps;
    private final PartitionTable<OnBehalfOfKey, OnBehalfOfPartition> onBehalfOf;

    Index() {
        this(CacheBounds.NONE);
    }

    Index(CacheBounds bounds) {
        this.users = new PartitionTable<>(bounds.mostPartitions(), evictions);
        this.apps = new PartitionTable<>(bounds.mostPartitions(), evictions);
        this.onBehalfOf = new PartitionTable<>(bounds.mostPartitions(), evictions);
    }

    @Nullable
    UserPartition user(Account account) {
        return users.get(account);
    }

    void replace(UserPartition latest, long now) {
        users.replace(latest, now);
    }

    List<UserPartition> users() {
        return users.values();
    }

    UserPartition openUser(Account account) {
        return users.open(account, UserPartition::new, 0);
    }

    void removeUser(Account account) {
        users.remove(account);
        onBehalfOf.removeIf(partition -> partition.account.equals(account));
    }

    /** One object for all tokens of the same scopes, so that comparing them on a hit does not wait for memory. */
    Scopes shared(Scopes some) {
        Scopes known = scopes.get(some);
        if (known != null) {
            return known;
        }
        if (scopes.size() < MOST_SHARED) {
            scopes.put(some, some);
        }
        return some;
    }

    @Nullable
    AppPartition app(AppKey app, String tenant) {
        return apps.get(new AppPartition.Key(app, tenant));
    }

    void replace(AppPartition latest, long now) {
        apps.replace(latest, now);
    }

    void removeApp(AppKey app, String tenant) {
        apps.remove(new AppPartition.Key(app, tenant));
    }

    void putApp(AppKey app, AccessToken token, Scopes requested, long now) {
        apps.open(new AppPartition.Key(app, token.realm()), AppPartition::new, now)
                .put(token.withScopes(shared(token.scopes())), shared(requested), now);
    }

    void removeApp(AppKey app) {
        apps.removeIf(partition -> partition.key.app().equals(app));
    }

    @Nullable
    OnBehalfOfPartition onBehalfOf(OnBehalfOfKey key) {
        return onBehalfOf.get(key);
    }

    void replace(OnBehalfOfPartition latest, long now) {
        onBehalfOf.replace(latest, now);
    }

    void removeOnBehalfOf(OnBehalfOfKey key) {
        onBehalfOf.remove(key);
    }

    /** One assertion is one person: a token of anybody else is not let in. */
    void putOnBehalfOf(OnBehalfOfKey key, Account account, AccessToken token, Scopes requested, long now) {
        OnBehalfOfPartition partition = onBehalfOf.open(key, own -> new OnBehalfOfPartition(own, account), now);
        if (partition.account.equals(account)) {
            partition.account = account;
            partition.put(token.withScopes(shared(token.scopes())), shared(requested), now);
        }
    }

    long evictions() {
        return evictions.sum();
    }

    long size() {
        return (long) users.size() + apps.size() + onBehalfOf.size();
    }
}
