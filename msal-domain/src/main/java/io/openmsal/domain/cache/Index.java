package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The partitions themselves. Safe for many threads. */
final class Index {

    private static final int MOST_SHARED = 1000;

    private final Map<Scopes, Scopes> scopes = new ConcurrentHashMap<>();
    private final KnownTerms terms = new KnownTerms();
    private final CacheBounds bounds;
    private final LongAdder evictions = new LongAdder();
    private final Drawer<Account, UserPartition> users;
    private final Map<AppKey, Drawer<String, AppPartition>> apps = new ConcurrentHashMap<>(2);
    private final PartitionTable<OnBehalfOfKey, OnBehalfOfPartition> onBehalfOf;
    private final Map<AppKey, String> families = new ConcurrentHashMap<>(2);
    private volatile @Nullable Namesakes namesakes;

    Index() {
        this(CacheBounds.NONE);
    }

    Index(CacheBounds bounds) {
        this.bounds = bounds;
        this.users = new Drawer<>(bounds, evictions, terms);
        this.onBehalfOf = new PartitionTable<>(bounds.mostPartitions(), evictions, PlaceListener.NOBODY);
    }

    @Nullable
    UserPartition user(Account account) {
        return users.partitions.get(account);
    }

    void replace(UserPartition latest, long now) {
        UserPartition former = user(latest.key);
        users.partitions.replace(latest, now);
        Account person = latest.account();
        if (former == null || !former.account().username().equalsIgnoreCase(person.username())) {
            isCalled(person);
        }
    }

    List<UserPartition> users() {
        return users.partitions.values();
    }

    UserPartition openUser(Account account) {
        UserPartition fresh = new UserPartition(account);
        UserPartition opened = users.partitions.open(fresh, 0);
        if (opened == fresh) {
            isCalled(account);
        }
        return opened;
    }

    void setAccount(UserPartition user, Account latest) {
        String before = user.account().username();
        user.setAccount(latest);
        if (!latest.username().equalsIgnoreCase(before)) {
            isCalled(latest);
        }
    }

    /** What changes when a user name comes to somebody here. Only from the first question on is any of it kept up to date. */
    long namesakes(String username) {
        Namesakes kept = namesakes;
        return (kept == null ? firstAsked() : kept).of(username);
    }

    private synchronized Namesakes firstAsked() {
        Namesakes kept = namesakes;
        if (kept != null) {
            return kept;
        }
        Namesakes begun = new Namesakes(bounds.expected(users.partitions.size()));
        // before the walk: whoever comes meanwhile is met on it or tells it themselves
        namesakes = begun;
        for (UserPartition user : users()) {
            begun.add(user.account());
        }
        return begun;
    }

    private void isCalled(Account person) {
        Namesakes kept = namesakes;
        if (kept != null) {
            kept.add(person);
        }
    }

    void removeUser(Account account) {
        users.partitions.remove(account);
        removeOnBehalfOf(account);
    }

    void removeOnBehalfOf(Account account) {
        onBehalfOf.removeIf(partition -> account.equals(partition.account));
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
        Drawer<String, AppPartition> tenants = apps.get(app);
        return tenants == null ? null : tenants.partitions.get(tenant);
    }

    /** A person's latest token, if it is fresh and will do. */
    @Nullable
    AuthenticationResult ready(Account account, Terms wanted, long now) {
        return users.ready.find(account.key(), account.hashCode(), account, wanted, now);
    }

    /** An application's latest token of a tenant, if it is fresh and will do. */
    @Nullable
    AuthenticationResult ready(AppKey app, String tenant, Terms wanted, long now) {
        Drawer<String, AppPartition> tenants = apps.get(app);
        return tenants == null ? null : tenants.ready.find(tenant, tenant.hashCode(), null, wanted, now);
    }

    void replace(AppKey app, AppPartition latest, long now) {
        tenantsOf(app).partitions.replace(latest, now);
    }

    void removeApp(AppKey app, String tenant) {
        Drawer<String, AppPartition> tenants = apps.get(app);
        if (tenants != null) {
            tenants.partitions.remove(tenant);
        }
    }

    private Drawer<String, AppPartition> tenantsOf(AppKey app) {
        Drawer<String, AppPartition> known = apps.get(app);
        if (known != null) {
            return known;
        }
        if (apps.size() >= bounds.mostPartitions()) {
            dropAnApplication();
        }
        Drawer<String, AppPartition> made = new Drawer<>(bounds, evictions, terms);
        Drawer<String, AppPartition> raced = apps.putIfAbsent(app, made);
        return raced == null ? made : raced;
    }

    /** Any will do: a process has few applications, unless each of many agents is one, and then a token is one request away. */
    private void dropAnApplication() {
        Iterator<Drawer<String, AppPartition>> some = apps.values().iterator();
        if (some.hasNext()) {
            evictions.add(some.next().partitions.size());
            some.remove();
        }
    }

    void putApp(AppKey app, AccessToken token, Scopes requested, long now) {
        tenantsOf(app)
                .partitions
                .open(new AppPartition(token.realm()), now)
                .put(token.withScopes(shared(token.scopes())), shared(requested), now);
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
        if (families.size() >= bounds.mostPartitions()) {
            // what is forgotten here is learned again from the next answer
            families.clear();
        }
        families.put(app, family);
    }

    /** That an application is in no family is learned by each process for itself, and known better than by what was stored before. */
    void takeFamilies(Index document) {
        for (Map.Entry<AppKey, String> told : document.families.entrySet()) {
            if (!told.getValue().isEmpty() && familyOf(told.getKey()) == null) {
                putFamily(told.getKey(), told.getValue());
            }
        }
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

    /** One assertion is one person: a token of anybody else is not let in. One that nobody named before may be named now. */
    void putOnBehalfOf(OnBehalfOfKey key, @Nullable Account account, AccessToken token, Scopes requested, long now) {
        OnBehalfOfPartition partition = onBehalfOf.open(new OnBehalfOfPartition(key, account), now);
        Account known = partition.account;
        if (known == null || account == null || known.equals(account)) {
            partition.account = account == null ? known : account;
            partition.put(token.withScopes(shared(token.scopes())), shared(requested), now);
        }
    }

    void putOnBehalfOf(OnBehalfOfKey key, Account account, RefreshToken token) {
        OnBehalfOfPartition partition = onBehalfOf.open(new OnBehalfOfPartition(key, account), 0);
        if (account.equals(partition.account)) {
            partition.refreshToken = token;
        }
    }

    long evictions() {
        return evictions.sum();
    }

    long size() {
        long size = (long) users.partitions.size() + onBehalfOf.size();
        for (Drawer<String, AppPartition> tenants : apps.values()) {
            size += tenants.partitions.size();
        }
        return size;
    }
}
