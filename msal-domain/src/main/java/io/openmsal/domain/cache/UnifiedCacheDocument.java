package io.openmsal.domain.cache;

import static io.openmsal.domain.cache.UnifiedSections.key;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.authority.Cloud;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The cache as the JSON document that every MSAL reads and writes: the sections {@code AccessToken}, {@code RefreshToken},
 * {@code IdToken}, {@code Account} and {@code AppMetadata}, each an object from a key to an entry.
 *
 * <p>What it does not understand (sections, entries, fields) it leaves as it found it. In reading, host names are folded to one name per
 * cloud, and words that stand for many tenants to the person's home tenant, so that an entry another MSAL wrote under an alias or a
 * word is replaced and not shadowed. In writing, whoever is there under an alias stays under it. Not for many threads.
 */
final class UnifiedCacheDocument {

    private static final String ACCESS_TOKEN = "AccessToken";
    private static final String REFRESH_TOKEN = "RefreshToken";
    private static final String ID_TOKEN = "IdToken";
    private static final String ACCOUNT = "Account";
    private static final String APP_METADATA = "AppMetadata";

    /**
     * A section of our own in the document of one person: the names of the partitions with what was got on their behalf, each with
     * the time at which that is over.
     */
    private static final String ASSERTION_PARTITIONS = "openmsal_assertion_partitions";

    /** A day: what could not be deleted then may be beyond reading for good, and others wait behind it. */
    private static final long UNTIL_LOOKED_AT_AGAIN = 24 * 3600;

    private final JsonCodec codec;
    private final UnifiedSections sections;

    private UnifiedCacheDocument(JsonCodec codec, UnifiedSections sections) {
        this.codec = codec;
        this.sections = sections;
    }

    /** A document that says nothing yet. */
    static UnifiedCacheDocument empty(JsonCodec codec) {
        return new UnifiedCacheDocument(codec, UnifiedSections.none());
    }

    /** Reads a document; an empty text is an empty cache. */
    static UnifiedCacheDocument read(JsonCodec codec, String text) throws MalformedJsonException {
        return new UnifiedCacheDocument(codec, UnifiedSections.read(codec, text));
    }

    String write() {
        return sections.write(codec);
    }

    // Writing

    void put(Account account, String realm) {
        Account person = asNamedHere(account);
        Predicate<UnifiedEntry> known = old -> old.isOf(person) && realm.equals(old.realm());
        String key = sections.keyInUse(
                ACCOUNT, person.environment(), known, key(person.homeAccountId(), person.environment(), realm));
        UnifiedEntry entry = UnifiedEntry.of(person, realm);
        sections.entry(ACCOUNT, key).filter(known).ifPresent(entry::keepRealmOf);
        sections.replace(ACCOUNT, key, entry);
    }

    /** As with each access token that is put, those that are over go with it, whoever's they are: nobody else takes them out. */
    void put(Account account, AccessToken token, long now) {
        put(account.homeAccountId(), nameOf(account), token, AccessTokens::isSupersededBy, now);
    }

    /** Puts a token that was received elsewhere; what was received later here stays. */
    void putBeside(Account account, AccessToken token, long now) {
        put(account.homeAccountId(), nameOf(account), token, AccessTokens::isReplacedBy, now);
    }

    void put(String environment, AccessToken token, long now) {
        String name = nameInUse(
                environment,
                old -> old.isOf(null, environment) && token.clientId().equals(old.clientId()));
        put(null, name, token, AccessTokens::isSupersededBy, now);
    }

    private void put(
            @Nullable String homeAccountId,
            String environment,
            AccessToken token,
            BiPredicate<AccessToken, AccessToken> replaces,
            long now) {
        Predicate<UnifiedEntry> replaced = old -> old.isOf(homeAccountId, environment)
                && !old.isOfAssertion()
                && old.accessToken()
                        .filter(known -> replaces.test(token, known))
                        .isPresent();
        String usual = keyOf(homeAccountId, environment, token);
        String key = usual;
        UnifiedEntry entry = UnifiedEntry.of(homeAccountId, environment, token);
        // Node's keys say too little of all that is no plain token of a person, which would pass there for another
        if (homeAccountId != null && token.kind().equals(TokenKind.BEARER)) {
            // a key names the tenant and the scopes, so one for a word that stands for it or for fewer scopes is not
            // kept
            Predicate<UnifiedEntry> alike = replaced.and(old -> token.realm().equals(old.writtenRealm())
                    && Scopes.parse(old.target()).equals(token.scopes()));
            key = sections.keyInUse(ACCESS_TOKEN, environment, alike, usual);
            sections.entry(ACCESS_TOKEN, key).filter(alike).ifPresent(entry::keepTargetOf);
        }
        sections.removeBut(key, ACCESS_TOKEN, replaced.or(old -> old.isUselessAccessTokenAt(now)));
        sections.replace(ACCESS_TOKEN, key, entry);
    }

    /**
     * Those of assertions go with it as soon as their time is over: their assertions are too, and nobody will ask for them again. So do those
     * of the same assertion that were nobody's, once somebody is named: whoever is forgotten takes all of theirs along.
     */
    void put(OnBehalfOfKey key, @Nullable Account account, AccessToken token, long now) {
        sections.remove(
                ACCESS_TOKEN,
                old -> old.isOfAssertion()
                        && (old.isOverAt(now) || (account != null && old.isOf(key) && old.isOfSomebodyUnnamed())));
        String homeAccountId = account == null ? null : account.homeAccountId();
        String environment = account == null ? key.environment() : nameOf(account);
        String usual = keyOf(homeAccountId, environment, token) + "-" + key.assertionHash();
        sections.removeBut(
                usual,
                ACCESS_TOKEN,
                old -> old.isUselessAccessTokenAt(now)
                        || (old.isOf(homeAccountId, environment)
                                && old.assertionHash()
                                        .filter(key.assertionHash()::equals)
                                        .isPresent()
                                && old.accessToken()
                                        .filter(known -> AccessTokens.isSupersededBy(token, known))
                                        .isPresent()));
        sections.replace(ACCESS_TOKEN, usual, UnifiedEntry.of(key, homeAccountId, environment, token));
    }

    private static String keyOf(@Nullable String homeAccountId, String environment, AccessToken token) {
        return key(
                homeAccountId,
                environment,
                StoredKind.keyWord(token.kind()),
                token.clientId(),
                token.realm(),
                token.scopes() + StoredKind.keySuffix(token.kind()));
    }

    void put(Account account, IdToken token) {
        Account person = asNamedHere(account);
        Predicate<UnifiedEntry> replaced = old -> old.isOf(person)
                && token.clientId().equals(old.clientId())
                && token.realm().equals(old.realm());
        String key = sections.keyInUse(
                ID_TOKEN,
                person.environment(),
                replaced.and(old -> token.realm().equals(old.writtenRealm())),
                key(person.homeAccountId(), person.environment(), ID_TOKEN, token.clientId(), token.realm(), ""));
        sections.removeBut(key, ID_TOKEN, replaced);
        sections.replace(ID_TOKEN, key, UnifiedEntry.of(person, token));
    }

    void put(Account account, RefreshToken token) {
        Account person = asNamedHere(account);
        Predicate<UnifiedEntry> replaced = isRefreshTokenOf(person, token.clientId(), token.target());
        String own =
                key(person.homeAccountId(), person.environment(), REFRESH_TOKEN, token.clientId(), "", token.target());
        // some MSALs look a family's token up under the family
        String ofFamily = key(person.homeAccountId(), person.environment(), REFRESH_TOKEN, token.familyId(), "", "");
        Predicate<UnifiedEntry> alike =
                replaced.and(old -> token.familyId().equals(old.familyId().orElse("")));
        String key = token.familyId().isEmpty()
                ? sections.keyInUse(REFRESH_TOKEN, person.environment(), alike, own)
                : sections.keyInUse(REFRESH_TOKEN, person.environment(), alike, ofFamily, own);
        sections.removeBut(key, REFRESH_TOKEN, replaced);
        sections.replace(REFRESH_TOKEN, key, UnifiedEntry.of(person, token));
    }

    /** The refresh token of a session, which no look-up by account finds. */
    void put(OnBehalfOfKey key, Account account, RefreshToken token) {
        Account person = asNamedHere(account);
        sections.remove(REFRESH_TOKEN, old -> old.isOf(key));
        // the hash is written in upper and lower case, and a key of the document is not
        String usual = key(person.homeAccountId(), person.environment(), REFRESH_TOKEN, token.clientId(), key.tenant())
                + "-" + key.assertionHash();
        sections.put(REFRESH_TOKEN, usual, UnifiedEntry.of(key, person, token));
    }

    private Account asNamedHere(Account account) {
        return new Account(account.homeAccountId(), nameOf(account), account.username(), account.tenantProfiles())
                .from(account.source());
    }

    private String nameOf(Account account) {
        return nameInUse(account.environment(), entry -> entry.isOf(account));
    }

    /**
     * Under which name of its cloud something is written: the one that its owner is there under, or else the one that is given. Other MSALs remove who
     * signs out under the one name that the account entry has, so that all of a person's entries follow that. Of several names it is not the
     * preferred one, since who writes another may know no more than that.
     */
    private String nameInUse(String given, Predicate<UnifiedEntry> owned) {
        String preferred = Cloud.cacheEnvironmentOf(given);
        for (String section : Arrays.asList(ACCOUNT, REFRESH_TOKEN, ID_TOKEN, ACCESS_TOKEN)) {
            List<String> names = new ArrayList<>();
            sections.each(section, (key, entry) -> {
                if (owned.test(entry)) {
                    entry.writtenEnvironment().ifPresent(names::add);
                }
            });
            if (!names.isEmpty()) {
                names.removeIf(preferred::equals);
                return names.isEmpty() ? preferred : names.get(0);
            }
        }
        return given;
    }

    void putAppMetadata(String environment, String clientId) {
        AppKey app = new AppKey(clientId, environment);
        List<UnifiedEntry> known = new ArrayList<>();
        sections.each(APP_METADATA, (key, entry) -> {
            if (entry.isOf(app)) {
                known.add(entry);
            }
        });
        if (known.stream()
                .noneMatch(
                        entry -> environment.equals(entry.writtenEnvironment().orElse("")))) {
            UnifiedEntry entry = UnifiedEntry.of(app);
            // whoever knows it under another name of the cloud must not be contradicted
            known.forEach(other -> other.familyId().ifPresent(entry::setFamily));
            sections.put(APP_METADATA, "appmetadata-" + environment + "-" + clientId, entry);
        }
    }

    /** Beside the tokens of a person: who knows one name of the cloud looks there for what it says of the family. */
    void putAppMetadata(Account account, String clientId) {
        putAppMetadata(nameOf(account), clientId);
    }

    /** Says which family an application belongs to, wherever there is something about it; an empty one means none. */
    void putAppMetadata(AppKey app, String family) {
        if (!sections.any(APP_METADATA, entry -> entry.isOf(app))) {
            putAppMetadata(app.environment(), app.clientId());
        }
        sections.each(APP_METADATA, (key, entry) -> {
            if (entry.isOf(app)) {
                entry.setFamily(family);
            }
        });
    }

    /** Remembers where tokens lie that were got on behalf of the person. */
    void noteAssertionPartition(String name, long expiresAt) {
        long known = sections.entry(ASSERTION_PARTITIONS, name)
                .flatMap(UnifiedEntry::expiresOn)
                .orElse(0L);
        sections.put(ASSERTION_PARTITIONS, name, UnifiedEntry.noteUntil(Math.max(known, expiresAt)));
    }

    // Removing

    /** With them goes what the application's family shares: it would bring them back otherwise. */
    void remove(Account account, String clientId) {
        AppKey app = new AppKey(clientId, account.environment());
        List<String> families = new ArrayList<>();
        sections.each(APP_METADATA, (key, entry) -> {
            if (entry.isOf(app)) {
                entry.familyId().ifPresent(families::add);
            }
        });
        sections.remove(ACCESS_TOKEN, entry -> entry.isOf(account));
        sections.remove(ID_TOKEN, entry -> entry.isOf(account));
        sections.remove(ACCOUNT, entry -> entry.isOf(account));
        sections.remove(ASSERTION_PARTITIONS, note -> true);
        sections.remove(
                REFRESH_TOKEN,
                entry -> entry.isOf(account)
                        && (clientId.equals(entry.clientId())
                                || families.contains(entry.familyId().orElse(""))));
    }

    void remove(OnBehalfOfKey key) {
        sections.remove(ACCESS_TOKEN, entry -> entry.isOf(key));
        sections.remove(REFRESH_TOKEN, entry -> entry.isOf(key));
    }

    void removeApp(AppKey app) {
        sections.remove(
                ACCESS_TOKEN,
                entry -> entry.isOf(null, app.environment())
                        && !entry.isOfAssertion()
                        && app.clientId().equals(entry.clientId()));
    }

    void forgetAssertionPartition(String name) {
        sections.remove(ASSERTION_PARTITIONS, name);
    }

    /** Forgets where tokens lay that are over, or remembers them for a while longer. What was noted anew since then stays as it is. */
    void settleAssertionPartition(String name, boolean gone, long now) {
        boolean over = sections.entry(ASSERTION_PARTITIONS, name)
                .filter(note -> note.isOverAt(now))
                .isPresent();
        if (over && gone) {
            forgetAssertionPartition(name);
        } else if (over) {
            noteAssertionPartition(name, now + UNTIL_LOOKED_AT_AGAIN);
        }
    }

    // Looking up

    /** The refresh token that a person's application has for one purpose, which another would take the place of. */
    Optional<RefreshToken> refreshToken(Account account, String clientId, String target) {
        return lastRefreshToken(isRefreshTokenOf(account, clientId, target));
    }

    Optional<RefreshToken> refreshToken(OnBehalfOfKey wanted) {
        return lastRefreshToken(entry -> entry.isOf(wanted));
    }

    private static Predicate<UnifiedEntry> isRefreshTokenOf(Account account, String clientId, String target) {
        return entry -> entry.isOf(account)
                && !entry.isOfAssertion()
                && clientId.equals(entry.clientId())
                && target.equals(entry.target());
    }

    /** Of two under different keys the one that stands behind: an MSAL that has keys of its own writes it beside ours, which is there. */
    private Optional<RefreshToken> lastRefreshToken(Predicate<UnifiedEntry> wanted) {
        List<RefreshToken> found = new ArrayList<>();
        sections.each(REFRESH_TOKEN, (key, entry) -> {
            if (wanted.test(entry)) {
                entry.refreshToken().ifPresent(found::add);
            }
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** Whether anything is kept that was got with an assertion, or in a session. */
    boolean knows(OnBehalfOfKey wanted) {
        return sections.any(ACCESS_TOKEN, entry -> entry.isOf(wanted))
                || sections.any(REFRESH_TOKEN, entry -> entry.isOf(wanted));
    }

    /** Whether anything is kept for a session, or an assertion, that is of somebody else. */
    boolean isOfAnother(OnBehalfOfKey wanted, Account account) {
        Predicate<UnifiedEntry> another =
                entry -> entry.isOf(wanted) && !entry.isOfSomebodyUnnamed() && !entry.isOf(account);
        return sections.any(ACCESS_TOKEN, another) || sections.any(REFRESH_TOKEN, another);
    }

    boolean knows(Account account) {
        return sections.any(ACCOUNT, entry -> entry.isOf(account));
    }

    List<String> assertionPartitions() {
        List<String> names = new ArrayList<>();
        sections.each(ASSERTION_PARTITIONS, (name, note) -> names.add(name));
        return names;
    }

    /** Those of them where everything is over, by what was noted. */
    List<String> assertionPartitionsOverAt(long now, int most) {
        List<String> names = new ArrayList<>();
        sections.each(ASSERTION_PARTITIONS, (name, note) -> {
            if (names.size() < most && note.isOverAt(now)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Whether no token in it will serve anybody again. */
    boolean isOverAt(long now) {
        return !sections.any(ACCESS_TOKEN, token -> !token.isOverAt(now))
                && !sections.any(REFRESH_TOKEN, token -> true);
    }

    /**
     * When the last access token in it is over, in seconds since 1970. Empty where there is none, or anything that has no end which is known: a refresh
     * token, a person, what is not understood.
     */
    Optional<Long> end() {
        return sections.areEmptyBut(ACCESS_TOKEN, APP_METADATA) ? endOfAccessTokens() : Optional.empty();
    }

    /** The same where people and what their ID tokens say have no use of their own. */
    Optional<Long> endBesidePeople() {
        return sections.areEmptyBut(ACCESS_TOKEN, APP_METADATA, ACCOUNT, ID_TOKEN)
                ? endOfAccessTokens()
                : Optional.empty();
    }

    private Optional<Long> endOfAccessTokens() {
        return sections.greatest(ACCESS_TOKEN, UnifiedEntry::endOfAccessToken);
    }

    /** Whether nothing of anybody is left, so that the document need not be either. What is not understood counts as something. */
    boolean holdsNothing() {
        return sections.areEmptyBut(APP_METADATA);
    }

    /** Everything in the document that this library can use, found as it wants to find it. */
    Index index() {
        Index index = new Index();
        Map<String, Account> accounts = new HashMap<>();
        Map<String, Set<String>> names = new HashMap<>();
        sections.each(
                ACCOUNT,
                (key, entry) -> entry.account().ifPresent(account -> {
                    accounts.merge(account.key(), account, UnifiedCacheDocument::merged);
                    names.computeIfAbsent(account.key(), first -> new HashSet<>())
                            .add(account.username());
                }));
        accounts.values().forEach(index::openUser);
        sections.each(
                APP_METADATA,
                (key, entry) -> index.putFamily(entry.app(), entry.familyId().orElse("")));
        sections.each(
                ID_TOKEN,
                (key, entry) -> owner(index, entry)
                        .ifPresent(user -> entry.idToken(codec).ifPresent(token -> {
                            user.put(token);
                            user.setAccount(merged(user.account(), profileOnly(user.account(), token)));
                        })));
        index.users()
                .forEach(user -> callByLatest(names.getOrDefault(user.account().key(), Set.of()), user));
        sections.each(REFRESH_TOKEN, (key, entry) -> addRefreshToken(index, entry));
        sections.each(ACCESS_TOKEN, (key, entry) -> addAccessToken(index, entry));
        return index;
    }

    /** Of several account entries of a person, those that another MSAL wrote, or of another tenant, may have a name from before. */
    private static void callByLatest(Set<String> names, UserPartition user) {
        Account known = user.account();
        if (names.size() < 2) {
            return;
        }
        user.latestName()
                .filter(names::contains)
                .ifPresent(name -> user.setAccount(
                        new Account(known.homeAccountId(), known.environment(), name, known.tenantProfiles())
                                .from(known.source())));
    }

    private static void addRefreshToken(Index index, UnifiedEntry entry) {
        owner(index, entry)
                .ifPresent(user -> entry.refreshToken().ifPresent(token -> {
                    if (!entry.isOfAssertion()) {
                        user.put(token);
                    } else {
                        entry.onBehalfOfKey().ifPresent(session -> index.putOnBehalfOf(session, user.account(), token));
                    }
                }));
    }

    private static void addAccessToken(Index index, UnifiedEntry entry) {
        entry.accessToken().ifPresent(token -> {
            if (entry.isOfAssertion()) {
                addOnBehalfOf(index, entry, token);
            } else if (entry.homeAccountId().isPresent()) {
                owner(index, entry).ifPresent(user -> user.merge(token, 0));
            } else {
                index.putApp(entry.app(), token, token.scopes(), 0);
            }
        });
    }

    private static void addOnBehalfOf(Index index, UnifiedEntry entry, AccessToken token) {
        Optional<OnBehalfOfKey> key = entry.onBehalfOfKey();
        Optional<UserPartition> owner = owner(index, entry);
        if (key.isPresent() && (owner.isPresent() || entry.isOfSomebodyUnnamed())) {
            index.putOnBehalfOf(key.get(), owner.map(UserPartition::account).orElse(null), token, token.scopes(), 0);
        }
    }

    private static Optional<UserPartition> owner(Index index, UnifiedEntry entry) {
        return entry.homeAccountId().map(home -> index.user(new Account(home, entry.environment(), "", Map.of())));
    }

    private static Account profileOnly(Account account, IdToken token) {
        TenantProfile known = account.tenantProfiles().get(token.realm());
        String localId = known != null
                ? known.localAccountId()
                : token.claims()
                        .objectId()
                        .orElseGet(() -> token.claims().subject().orElse(""));
        return new Account(
                account.homeAccountId(),
                account.environment(),
                "",
                Map.of(
                        token.realm(),
                        new TenantProfile(
                                token.realm(),
                                localId,
                                account.homeAccountId().endsWith("." + token.realm()),
                                token.claims())));
    }

    private static Account merged(Account first, Account second) {
        Map<String, TenantProfile> profiles = new LinkedHashMap<>(first.tenantProfiles());
        profiles.putAll(second.tenantProfiles());
        return new Account(
                        first.homeAccountId(),
                        first.environment(),
                        first.username().isEmpty() ? second.username() : first.username(),
                        profiles)
                .from(first.source().or(second.source()));
    }
}
