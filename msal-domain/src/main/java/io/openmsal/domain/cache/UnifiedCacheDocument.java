package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.authority.Cloud;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.oauth.IdTokenReader;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cache as the JSON document that every MSAL reads and writes: the sections {@code AccessToken}, {@code RefreshToken},
 * {@code IdToken}, {@code Account} and {@code AppMetadata}, each an object from a key to an entry.
 *
 * <p>What it does not understand (sections, entries, fields) it leaves as it found it. Host names are folded to one name per
 * cloud, so that an entry another MSAL wrote under an alias is replaced and not shadowed. Not for many threads.
 */
final class UnifiedCacheDocument {

    private static final String ACCESS_TOKEN = "AccessToken";
    private static final String REFRESH_TOKEN = "RefreshToken";
    private static final String ID_TOKEN = "IdToken";
    private static final String ACCOUNT = "Account";
    private static final String APP_METADATA = "AppMetadata";

    /** A field of our own, which others leave alone: without it a tenant named by its domain would never be found again. */
    private static final String REQUESTED_REALM = "openmsal_requested_realm";

    /** The SHA-256 of the assertion that a token was got with on behalf of a person. Plain look-ups leave those entries alone. */
    private static final String USER_ASSERTION_HASH = "user_assertion_hash";

    private static final String USER_ASSERTION_HASH_OF_NODE = "userAssertionHash";

    private static final String REFRESH_ON = "refresh_on";
    private static final String FAMILY_ID = "family_id";

    /** What this library writes of some tokens and not of all, so that it must not stay when another one takes their place. */
    private static final Set<String> SAID_OF_A_TOKEN =
            Set.of(USER_ASSERTION_HASH, USER_ASSERTION_HASH_OF_NODE, REQUESTED_REALM, REFRESH_ON, FAMILY_ID);

    /** How a person signed in, as MSAL for Python writes it. */
    private static final String ACCOUNT_SOURCE = "account_source";

    /** By this realm all MSALs tell accounts of an AD FS server. */
    private static final String ADFS_REALM = "adfs";

    /**
     * A section of our own in the document of one person: the names of the partitions with what was got on their behalf, each with
     * the time at which that is over.
     */
    private static final String ASSERTION_PARTITIONS = "openmsal_assertion_partitions";

    private static final String HOME_ACCOUNT_ID = "home_account_id";

    /** In place of the account where none was named: other MSALs take a token without any for an application's own. */
    private static final String NOT_SAID = "";

    private final JsonCodec codec;
    private final JsonObject root;

    private UnifiedCacheDocument(JsonCodec codec, JsonObject root) {
        this.codec = codec;
        this.root = root;
    }

    /** A document that says nothing yet. */
    static UnifiedCacheDocument empty(JsonCodec codec) {
        return new UnifiedCacheDocument(codec, JsonObject.empty());
    }

    /** Reads a document; an empty text is an empty cache. */
    static UnifiedCacheDocument read(JsonCodec codec, String text) throws MalformedJsonException {
        return new UnifiedCacheDocument(
                codec, text.trim().isEmpty() ? JsonObject.empty() : JsonObject.parse(codec, text));
    }

    String write() {
        return codec.write(root.members());
    }

    // Writing

    void put(Account account, String realm) {
        TenantProfile profile = account.tenantProfiles().get(realm);
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(HOME_ACCOUNT_ID, account.homeAccountId());
        entry.put("environment", account.environment());
        entry.put("realm", realm);
        entry.put("local_account_id", profile == null ? "" : profile.localAccountId());
        entry.put("username", account.username());
        entry.put("authority_type", ADFS_REALM.equals(realm) ? "ADFS" : "MSSTS");
        if (account.source() != AccountSource.UNKNOWN) {
            entry.put(ACCOUNT_SOURCE, account.source().storedName());
        }
        store(ACCOUNT, key(account.homeAccountId(), account.environment(), realm), entry);
    }

    void put(Account account, AccessToken token) {
        put(account.homeAccountId(), account.environment(), null, token, AccessTokens::isSupersededBy);
    }

    /** Puts a token that was received elsewhere; what was received later here stays. */
    void putBeside(Account account, AccessToken token) {
        put(account.homeAccountId(), account.environment(), null, token, AccessTokens::isReplacedBy);
    }

    /**
     * Those whose time is over go with it: their assertions are too, and nobody will ask for them again. So do those of the same assertion
     * that were nobody's, once somebody is named: whoever is forgotten takes all of theirs along.
     */
    void put(OnBehalfOfKey key, @Nullable Account account, AccessToken token, long now) {
        remove(
                ACCESS_TOKEN,
                old -> isOfAssertion(old)
                        && (old.number("expires_on").orElse(Long.MAX_VALUE) <= now
                                || (account != null && isOf(old, key) && isOfSomebodyUnnamed(old))));
        put(
                account == null ? NOT_SAID : account.homeAccountId(),
                key.environment(),
                key.assertionHash(),
                token,
                AccessTokens::isSupersededBy);
    }

    void put(String environment, AccessToken token) {
        put(null, environment, null, token, AccessTokens::isSupersededBy);
    }

    private void put(
            @Nullable String homeAccountId,
            String environment,
            @Nullable String assertionHash,
            AccessToken token,
            BiPredicate<AccessToken, AccessToken> replaces) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("secret", token.secret().reveal());
        entry.put(HOME_ACCOUNT_ID, homeAccountId);
        entry.put("environment", environment);
        entry.put("client_id", token.clientId());
        entry.put("target", token.scopes().toString());
        entry.put("realm", token.realm());
        entry.put("token_type", token.tokenType());
        entry.put("cached_at", Long.toString(token.cachedAt()));
        entry.put("expires_on", Long.toString(token.expiresAt()));
        entry.put("extended_expires_on", Long.toString(token.extendedExpiresAt()));
        if (!token.requestedRealm().equals(token.realm())) {
            entry.put(REQUESTED_REALM, token.requestedRealm());
        }
        if (token.refreshAt() != AccessToken.NEVER) {
            entry.put(REFRESH_ON, Long.toString(token.refreshAt()));
        }
        if (assertionHash != null) {
            entry.put(USER_ASSERTION_HASH, assertionHash);
        }
        StoredKind.write(token.kind(), entry);
        String plainKey = key(
                homeAccountId,
                environment,
                StoredKind.keyWord(token.kind()),
                token.clientId(),
                token.realm(),
                token.scopes() + StoredKind.keySuffix(token.kind()));
        String usualKey = assertionHash == null ? plainKey : plainKey + "-" + assertionHash;
        Predicate<JsonObject> replaced = old -> isOf(old, homeAccountId, environment)
                && (assertionHash == null
                        ? !isOfAssertion(old)
                        : assertionHash.equals(assertionHashOf(old).orElse(null)))
                && accessTokenIn(old)
                        .filter(known -> replaces.test(token, known))
                        .isPresent();
        // a key names the scopes, so one for fewer is not kept; and Node's keys say too little of all that is no plain
        // token of a person, which would pass there for another
        boolean isPlain =
                homeAccountId != null && assertionHash == null && token.kind().equals(TokenKind.BEARER);
        Predicate<JsonObject> alike =
                old -> isPlain && Scopes.parse(old.string("target").orElse("")).equals(token.scopes());
        String key = keyInUse(ACCESS_TOKEN, environment, replaced.and(alike), usualKey);
        removeBut(key, ACCESS_TOKEN, replaced);
        store(ACCESS_TOKEN, key, entry);
    }

    void put(Account account, IdToken token) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("credential_type", ID_TOKEN);
        entry.put("secret", token.secret().reveal());
        entry.put(HOME_ACCOUNT_ID, account.homeAccountId());
        entry.put("environment", account.environment());
        entry.put("realm", token.realm());
        entry.put("client_id", token.clientId());
        Predicate<JsonObject> replaced = old -> isOf(old, account.homeAccountId(), account.environment())
                && token.clientId().equals(old.string("client_id").orElse(""))
                && token.realm().equals(old.string("realm").orElse(""));
        String key = keyInUse(
                ID_TOKEN,
                account.environment(),
                replaced,
                key(account.homeAccountId(), account.environment(), ID_TOKEN, token.clientId(), token.realm(), ""));
        removeBut(key, ID_TOKEN, replaced);
        store(ID_TOKEN, key, entry);
    }

    void put(Account account, RefreshToken token) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("credential_type", REFRESH_TOKEN);
        entry.put("secret", token.secret().reveal());
        entry.put(HOME_ACCOUNT_ID, account.homeAccountId());
        entry.put("environment", account.environment());
        entry.put("client_id", token.clientId());
        entry.put("target", token.target());
        entry.put("last_modification_time", Long.toString(token.receivedAt()));
        if (!token.familyId().isEmpty()) {
            entry.put(FAMILY_ID, token.familyId());
        }
        Predicate<JsonObject> replaced = old -> isOf(old, account.homeAccountId(), account.environment())
                && !isOfAssertion(old)
                && token.clientId().equals(old.string("client_id").orElse(""))
                && token.target().equals(old.string("target").orElse(""));
        String own = key(
                account.homeAccountId(), account.environment(), REFRESH_TOKEN, token.clientId(), "", token.target());
        // some MSALs look a family's token up under the family
        String ofFamily = key(account.homeAccountId(), account.environment(), REFRESH_TOKEN, token.familyId(), "", "");
        Predicate<JsonObject> alike = replaced.and(
                old -> token.familyId().equals(old.string(FAMILY_ID).orElse("")));
        String key = token.familyId().isEmpty()
                ? keyInUse(REFRESH_TOKEN, account.environment(), alike, own)
                : keyInUse(REFRESH_TOKEN, account.environment(), alike, ofFamily, own);
        removeBut(key, REFRESH_TOKEN, replaced);
        store(REFRESH_TOKEN, key, entry);
    }

    /** The refresh token that a person's application has for one purpose, which another would take the place of. */
    Optional<RefreshToken> refreshToken(Account account, String clientId, String target) {
        return lastRefreshToken(entry -> isOf(entry, account.homeAccountId(), account.environment())
                && !isOfAssertion(entry)
                && clientId.equals(entry.string("client_id").orElse(""))
                && target.equals(entry.string("target").orElse("")));
    }

    Optional<RefreshToken> refreshToken(OnBehalfOfKey wanted) {
        return lastRefreshToken(entry -> isOf(entry, wanted));
    }

    /** Of two under different keys the one that stands behind: an MSAL that has keys of its own writes it beside ours, which is there. */
    private Optional<RefreshToken> lastRefreshToken(Predicate<JsonObject> wanted) {
        List<RefreshToken> found = new ArrayList<>();
        each(REFRESH_TOKEN, (key, entry) -> {
            if (wanted.test(entry)) {
                refreshTokenIn(entry).ifPresent(found::add);
            }
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** The refresh token of a session, which no look-up by account finds. */
    void put(OnBehalfOfKey key, Account account, RefreshToken token) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("credential_type", REFRESH_TOKEN);
        entry.put("secret", token.secret().reveal());
        entry.put(HOME_ACCOUNT_ID, account.homeAccountId());
        entry.put("environment", account.environment());
        entry.put("client_id", token.clientId());
        entry.put("target", token.target());
        entry.put("last_modification_time", Long.toString(token.receivedAt()));
        entry.put(REQUESTED_REALM, key.tenant());
        entry.put(USER_ASSERTION_HASH, key.assertionHash());
        remove(REFRESH_TOKEN, old -> isOf(old, key));
        // the hash is written in upper and lower case, and a key of the document is not
        section(REFRESH_TOKEN)
                .members()
                .put(
                        key(
                                        account.homeAccountId(),
                                        account.environment(),
                                        REFRESH_TOKEN,
                                        token.clientId(),
                                        key.tenant())
                                + "-" + key.assertionHash(),
                        entry);
    }

    /** Whether anything is kept that was got with an assertion, or in a session. */
    boolean knows(OnBehalfOfKey wanted) {
        boolean[] found = {false};
        each(ACCESS_TOKEN, (key, entry) -> found[0] |= isOf(entry, wanted));
        each(REFRESH_TOKEN, (key, entry) -> found[0] |= isOf(entry, wanted));
        return found[0];
    }

    void remove(OnBehalfOfKey key) {
        remove(ACCESS_TOKEN, entry -> isOf(entry, key));
        remove(REFRESH_TOKEN, entry -> isOf(entry, key));
    }

    private static boolean isOf(JsonObject entry, OnBehalfOfKey key) {
        return keyOf(entry).filter(key::equals).isPresent();
    }

    private static boolean isOfAssertion(JsonObject entry) {
        return entry.has(USER_ASSERTION_HASH) || entry.has(USER_ASSERTION_HASH_OF_NODE);
    }

    /** Empty where two are named: an MSAL that leaves fields alone which it does not know may have put another token beside an old hash. */
    private static Optional<String> assertionHashOf(JsonObject entry) {
        Optional<String> hash = entry.string(USER_ASSERTION_HASH);
        Optional<String> ofNode = entry.string(USER_ASSERTION_HASH_OF_NODE);
        return hash.isPresent() && ofNode.isPresent() && !hash.equals(ofNode)
                ? Optional.empty()
                : hash.isPresent() ? hash : ofNode;
    }

    private static Optional<OnBehalfOfKey> keyOf(JsonObject entry) {
        return assertionHashOf(entry)
                .flatMap(hash -> OnBehalfOfKey.ofHash(
                        entry.string("client_id").orElse(""),
                        environmentOf(entry),
                        entry.string(REQUESTED_REALM)
                                .orElseGet(() -> entry.string("realm").orElse("")),
                        hash));
    }

    void putAppMetadata(String environment, String clientId) {
        String key = "appmetadata-" + environment + "-" + clientId;
        if (!section(APP_METADATA).has(key)) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("client_id", clientId);
            entry.put("environment", environment);
            section(APP_METADATA).members().put(key, entry);
        }
    }

    /** Says which family an application belongs to; an empty one means none. */
    void putAppMetadata(AppKey app, String family) {
        putAppMetadata(app.environment(), app.clientId());
        each(APP_METADATA, (key, entry) -> {
            if (!appIn(entry).equals(app)) {
                return;
            }
            if (family.isEmpty()) {
                entry.members().remove(FAMILY_ID);
            } else {
                entry.members().put(FAMILY_ID, family);
            }
        });
    }

    /** With them goes what the application's family shares: it would bring them back otherwise. */
    void remove(Account account, String clientId) {
        List<String> families = new ArrayList<>();
        each(APP_METADATA, (key, entry) -> {
            if (appIn(entry).equals(new AppKey(clientId, account.environment()))) {
                entry.string(FAMILY_ID).ifPresent(families::add);
            }
        });
        Predicate<JsonObject> theirs = entry -> isOf(entry, account.homeAccountId(), account.environment());
        remove(ACCESS_TOKEN, theirs);
        remove(ID_TOKEN, theirs);
        remove(ACCOUNT, theirs);
        remove(ASSERTION_PARTITIONS, note -> true);
        remove(
                REFRESH_TOKEN,
                theirs.and(entry -> clientId.equals(entry.string("client_id").orElse(""))
                        || families.contains(entry.string(FAMILY_ID).orElse(""))));
    }

    /** Remembers where tokens lie that were got on behalf of the person, and forgets where they are over. */
    void noteAssertionPartition(String name, long expiresAt, long now) {
        remove(ASSERTION_PARTITIONS, old -> old.number("expires_on").orElse(Long.MAX_VALUE) <= now);
        long known = section(ASSERTION_PARTITIONS)
                .object(name)
                .flatMap(note -> note.number("expires_on"))
                .orElse(0L);
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("expires_on", Long.toString(Math.max(known, expiresAt)));
        section(ASSERTION_PARTITIONS).members().put(name, note);
    }

    void forgetAssertionPartition(String name) {
        root.object(ASSERTION_PARTITIONS).ifPresent(notes -> notes.members().remove(name));
    }

    List<String> assertionPartitions() {
        List<String> names = new ArrayList<>();
        each(ASSERTION_PARTITIONS, (name, note) -> names.add(name));
        return names;
    }

    void removeApp(AppKey app) {
        remove(
                ACCESS_TOKEN,
                entry -> isOf(entry, null, app.environment())
                        && !isOfAssertion(entry)
                        && app.clientId().equals(entry.string("client_id").orElse("")));
    }

    /** Whether nothing of anybody is left, so that the document need not be either. What is not understood counts as something. */
    boolean holdsNothing() {
        return root.members().entrySet().stream()
                .allMatch(section -> section.getKey().equals(APP_METADATA)
                        || (section.getValue() instanceof Map<?, ?> entries && entries.isEmpty()));
    }

    boolean knows(Account account) {
        boolean[] found = {false};
        each(ACCOUNT, (key, entry) -> found[0] |= isOf(entry, account.homeAccountId(), account.environment()));
        return found[0];
    }

    // Reading

    /** Everything in the document that this library can use, found as it wants to find it. */
    Index index() {
        Index index = new Index();
        Map<String, Account> accounts = new HashMap<>();
        each(
                ACCOUNT,
                (key, entry) -> accountIn(entry)
                        .ifPresent(account -> accounts.merge(account.key(), account, UnifiedCacheDocument::merged)));
        accounts.values().forEach(index::openUser);
        each(
                APP_METADATA,
                (key, entry) ->
                        index.putFamily(appIn(entry), entry.string(FAMILY_ID).orElse("")));
        each(
                ID_TOKEN,
                (key, entry) -> owner(index, entry)
                        .ifPresent(user -> idTokenIn(entry).ifPresent(token -> {
                            user.put(token);
                            user.setAccount(merged(user.account(), profileOnly(user.account(), token)));
                        })));
        each(
                REFRESH_TOKEN,
                (key, entry) -> owner(index, entry)
                        .ifPresent(user -> refreshTokenIn(entry).ifPresent(token -> {
                            if (!isOfAssertion(entry)) {
                                user.put(token);
                            } else {
                                keyOf(entry).ifPresent(session -> index.putOnBehalfOf(session, user.account(), token));
                            }
                        })));
        each(ACCESS_TOKEN, (key, entry) -> {
            if (isOfAssertion(entry)) {
                addOnBehalfOf(index, entry);
                return;
            }
            Optional<AccessToken> token = accessTokenIn(entry);
            if (token.isPresent() && entry.string(HOME_ACCOUNT_ID).isPresent()) {
                owner(index, entry).ifPresent(user -> user.merge(token.get(), 0));
            } else if (token.isPresent()) {
                AppKey app = new AppKey(token.get().clientId(), environmentOf(entry));
                index.putApp(app, token.get(), token.get().scopes(), 0);
            }
        });
        return index;
    }

    private static void addOnBehalfOf(Index index, JsonObject entry) {
        Optional<OnBehalfOfKey> key = keyOf(entry);
        Optional<AccessToken> kept = accessTokenIn(entry);
        Optional<UserPartition> owner = owner(index, entry);
        if (key.isPresent() && kept.isPresent() && (owner.isPresent() || isOfSomebodyUnnamed(entry))) {
            AccessToken token = kept.get();
            index.putOnBehalfOf(key.get(), owner.map(UserPartition::account).orElse(null), token, token.scopes(), 0);
        }
    }

    private static boolean isOfSomebodyUnnamed(JsonObject entry) {
        return NOT_SAID.equals(entry.members().get(HOME_ACCOUNT_ID));
    }

    private static AppKey appIn(JsonObject entry) {
        return new AppKey(entry.string("client_id").orElse(""), environmentOf(entry));
    }

    private static Optional<UserPartition> owner(Index index, JsonObject entry) {
        return entry.string(HOME_ACCOUNT_ID)
                .map(home -> index.user(new Account(home, environmentOf(entry), "", Map.of())));
    }

    private static Optional<Account> accountIn(JsonObject entry) {
        return entry.string(HOME_ACCOUNT_ID).map(home -> {
            Map<String, TenantProfile> profiles = new LinkedHashMap<>();
            entry.string("realm")
                    .ifPresent(realm -> profiles.put(
                            realm,
                            new TenantProfile(
                                    realm,
                                    entry.string("local_account_id").orElse(""),
                                    home.endsWith("." + realm),
                                    null)));
            return new Account(
                            home, environmentOf(entry), entry.string("username").orElse(""), profiles)
                    .from(AccountSource.named(entry.string(ACCOUNT_SOURCE).orElse("")));
        });
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

    private static Optional<AccessToken> accessTokenIn(JsonObject entry) {
        Optional<String> secret = entry.string("secret");
        Optional<Long> expiresOn = entry.number("expires_on");
        Optional<TokenKind> kind = StoredKind.of(entry);
        if (!secret.isPresent() || !expiresOn.isPresent() || !kind.isPresent()) {
            return Optional.empty();
        }
        AccessToken token = new AccessToken(
                Secret.of(secret.get()),
                entry.string("token_type").orElse("Bearer"),
                Scopes.parse(entry.string("target").orElse("")),
                entry.string("client_id").orElse(""),
                entry.string("realm").orElse(""),
                entry.string(REQUESTED_REALM)
                        .orElseGet(() -> entry.string("realm").orElse("")),
                entry.number("cached_at").orElse(0L),
                expiresOn.get(),
                entry.number("extended_expires_on").orElse(expiresOn.get()),
                entry.number(REFRESH_ON).orElse(AccessToken.NEVER));
        return Optional.of(token.ofKind(kind.get()));
    }

    private static Optional<RefreshToken> refreshTokenIn(JsonObject entry) {
        return entry.string("secret")
                .map(secret -> new RefreshToken(
                        Secret.of(secret),
                        entry.string("client_id").orElse(""),
                        entry.string("target").orElse(""),
                        entry.string(FAMILY_ID).orElse(""),
                        entry.number("last_modification_time").orElse(0L)));
    }

    private Optional<IdToken> idTokenIn(JsonObject entry) {
        Optional<Secret> secret = entry.secret("secret");
        Optional<IdTokenClaims> claims = secret.flatMap(token -> IdTokenReader.claimsIn(codec, token));
        return claims.map(said -> new IdToken(
                secret.get(),
                entry.string("client_id").orElse(""),
                entry.string("realm").orElse(""),
                said));
    }

    private static boolean isOf(JsonObject entry, @Nullable String homeAccountId, String environment) {
        return Cloud.cacheEnvironmentOf(environment).equals(environmentOf(entry))
                && ((homeAccountId == null || homeAccountId.equals(NOT_SAID))
                        ? !entry.string(HOME_ACCOUNT_ID).isPresent()
                        : homeAccountId.equals(entry.string(HOME_ACCOUNT_ID).orElse(null)));
    }

    private static String environmentOf(JsonObject entry) {
        return Cloud.cacheEnvironmentOf(entry.string("environment").orElse(""));
    }

    // The document

    private JsonObject section(String name) {
        return root.object(name).orElseGet(() -> {
            Map<String, @Nullable Object> created = new LinkedHashMap<>();
            root.members().put(name, created);
            return JsonObject.of(created);
        });
    }

    private void each(String name, BiConsumer<String, JsonObject> action) {
        root.object(name)
                .ifPresent(section -> section.members()
                        .keySet()
                        .forEach(key -> section.object(key).ifPresent(entry -> action.accept(key, entry))));
    }

    private void remove(String name, Predicate<JsonObject> doomed) {
        root.object(name)
                .ifPresent(section -> section.members()
                        .keySet()
                        .removeIf(key -> section.object(key).filter(doomed).isPresent()));
    }

    /**
     * Under which key an entry is written: what is there already stays where it is, since keys differ between MSALs, and of two entries that say the
     * same one would be old.
     *
     * @param environment what it will say of its host; a key under an alias does not stay
     * @param same whether an entry is what is about to be written, in an earlier state
     * @param usual where it may lie, the preferred key first; it is written under the last one when it is nowhere
     */
    private String keyInUse(String name, String environment, Predicate<JsonObject> same, String... usual) {
        return root.object(name)
                .flatMap(section -> Stream.concat(Stream.of(usual), section.members().keySet().stream())
                        .filter(key -> section.object(key)
                                .filter(same)
                                .flatMap(entry -> entry.string("environment"))
                                .filter(environment::equals)
                                .isPresent())
                        .findFirst())
                .orElse(usual[usual.length - 1]);
    }

    /** Leaves the entry of a key, which is about to be written over, for the fields in it that only others know. */
    private void removeBut(String staying, String name, Predicate<JsonObject> doomed) {
        root.object(name)
                .ifPresent(section -> section.members()
                        .keySet()
                        .removeIf(key -> !key.equals(staying)
                                && section.object(key).filter(doomed).isPresent()));
    }

    /** An entry of the same key keeps the fields that only others know, but nothing that was said of the token that is gone. */
    private void store(String name, String key, Map<String, @Nullable Object> entry) {
        JsonObject section = section(name);
        section.object(key)
                .ifPresent(old -> old.members().forEach((field, value) -> {
                    if (!SAID_OF_A_TOKEN.contains(field)
                            && !StoredKind.isWrittenIn(field)
                            && !entry.containsKey(field)) {
                        entry.put(field, value);
                    }
                }));
        section.members().put(key, entry);
    }

    private static String key(@Nullable String... parts) {
        List<String> present = new ArrayList<>();
        for (String part : parts) {
            present.add(part == null ? "" : part);
        }
        return String.join("-", present).toLowerCase(Locale.ROOT);
    }
}
