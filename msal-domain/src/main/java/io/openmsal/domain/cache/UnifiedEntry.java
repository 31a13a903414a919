package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.authority.Cloud;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.oauth.IdTokenReader;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import io.openmsal.port.json.JsonCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the document that every MSAL shares: its fields, made from what this library knows and read back. What an entry
 * says that is not understood reads as empty. Not for many threads.
 */
final class UnifiedEntry {

    private static final String HOME_ACCOUNT_ID = "home_account_id";
    private static final String ENVIRONMENT = "environment";
    private static final String REALM = "realm";
    private static final String CLIENT_ID = "client_id";
    private static final String TARGET = "target";
    private static final String SECRET = "secret";
    private static final String CREDENTIAL_TYPE = "credential_type";
    private static final String TOKEN_TYPE = "token_type";
    private static final String CACHED_AT = "cached_at";
    private static final String EXPIRES_ON = "expires_on";
    private static final String EXTENDED_EXPIRES_ON = "extended_expires_on";
    private static final String LAST_MODIFICATION_TIME = "last_modification_time";
    private static final String LOCAL_ACCOUNT_ID = "local_account_id";
    private static final String USERNAME = "username";
    private static final String REFRESH_ON = "refresh_on";
    private static final String FAMILY_ID = "family_id";

    /** A field of our own, which others leave alone: without it a tenant named by its domain would never be found again. */
    private static final String REQUESTED_REALM = "openmsal_requested_realm";

    /** The SHA-256 of the assertion that a token was got with on behalf of a person. Plain look-ups leave those entries alone. */
    private static final String USER_ASSERTION_HASH = "user_assertion_hash";

    private static final String USER_ASSERTION_HASH_OF_NODE = "userAssertionHash";

    /** How a person signed in, as MSAL for Python writes it. */
    private static final String ACCOUNT_SOURCE = "account_source";

    /** By this realm all MSALs tell accounts of an AD FS server. */
    private static final String ADFS_REALM = "adfs";

    /** In place of the account where none was named: other MSALs take a token without any for an application's own. */
    private static final String NOT_SAID = "";

    /** What this library writes of some tokens and not of all, so that it must not stay when another one takes their place. */
    private static final Set<String> SAID_OF_A_TOKEN =
            Set.of(USER_ASSERTION_HASH, USER_ASSERTION_HASH_OF_NODE, REQUESTED_REALM, REFRESH_ON, FAMILY_ID);

    private final JsonObject fields;

    private UnifiedEntry(JsonObject fields) {
        this.fields = fields;
    }

    /** An entry over its fields; changes of one show in the other. */
    static UnifiedEntry of(JsonObject fields) {
        return new UnifiedEntry(fields);
    }

    // Made from what is known

    static UnifiedEntry of(Account account, String realm) {
        TenantProfile profile = account.tenantProfiles().get(realm);
        UnifiedEntry entry = ownedBy(account.homeAccountId(), account.environment());
        entry.write(REALM, realm);
        entry.write(LOCAL_ACCOUNT_ID, profile == null ? "" : profile.localAccountId());
        entry.write(USERNAME, account.username());
        entry.write("authority_type", ADFS_REALM.equals(realm) ? "ADFS" : "MSSTS");
        if (account.source() != AccountSource.UNKNOWN) {
            entry.write(ACCOUNT_SOURCE, account.source().storedName());
        }
        return entry;
    }

    /** A token of a person, or with no account, of an application itself. */
    static UnifiedEntry of(@Nullable String homeAccountId, String environment, AccessToken token) {
        UnifiedEntry entry = ownedBy(homeAccountId, environment);
        entry.write(SECRET, token.secret().reveal());
        entry.write(CLIENT_ID, token.clientId());
        entry.write(TARGET, token.scopes().toString());
        entry.write(REALM, token.realm());
        entry.write(TOKEN_TYPE, token.tokenType());
        entry.write(CACHED_AT, token.cachedAt());
        entry.write(EXPIRES_ON, token.expiresAt());
        entry.write(EXTENDED_EXPIRES_ON, token.extendedExpiresAt());
        if (!token.requestedRealm().equals(token.realm())) {
            entry.write(REQUESTED_REALM, token.requestedRealm());
        }
        if (token.refreshAt() != AccessToken.NEVER) {
            entry.write(REFRESH_ON, token.refreshAt());
        }
        StoredKind.write(token.kind(), entry.fields.members());
        return entry;
    }

    /** A token that was got on behalf of somebody, who need not have been named. */
    static UnifiedEntry of(OnBehalfOfKey key, @Nullable String homeAccountId, String environment, AccessToken token) {
        UnifiedEntry entry = of(homeAccountId == null ? NOT_SAID : homeAccountId, environment, token);
        entry.write(USER_ASSERTION_HASH, key.assertionHash());
        return entry;
    }

    static UnifiedEntry of(Account account, IdToken token) {
        UnifiedEntry entry = credential("IdToken", account, token.secret(), token.clientId());
        entry.write(REALM, token.realm());
        return entry;
    }

    static UnifiedEntry of(Account account, RefreshToken token) {
        UnifiedEntry entry = refreshTokenOfNoFamily(account, token);
        if (!token.familyId().isEmpty()) {
            entry.write(FAMILY_ID, token.familyId());
        }
        return entry;
    }

    /** The refresh token of a session, which no look-up by account finds. */
    static UnifiedEntry of(OnBehalfOfKey key, Account account, RefreshToken token) {
        UnifiedEntry entry = refreshTokenOfNoFamily(account, token);
        entry.write(REQUESTED_REALM, key.tenant());
        entry.write(USER_ASSERTION_HASH, key.assertionHash());
        return entry;
    }

    static UnifiedEntry of(AppKey app) {
        UnifiedEntry entry = new UnifiedEntry(JsonObject.empty());
        entry.write(CLIENT_ID, app.clientId());
        entry.write(ENVIRONMENT, app.environment());
        return entry;
    }

    /** A note of something that is over at a time. */
    static UnifiedEntry noteUntil(long expiresAt) {
        UnifiedEntry entry = new UnifiedEntry(JsonObject.empty());
        entry.write(EXPIRES_ON, expiresAt);
        return entry;
    }

    private static UnifiedEntry refreshTokenOfNoFamily(Account account, RefreshToken token) {
        UnifiedEntry entry = credential("RefreshToken", account, token.secret(), token.clientId());
        entry.write(TARGET, token.target());
        entry.write(LAST_MODIFICATION_TIME, token.receivedAt());
        return entry;
    }

    private static UnifiedEntry credential(String type, Account account, Secret secret, String clientId) {
        UnifiedEntry entry = ownedBy(account.homeAccountId(), account.environment());
        entry.write(CREDENTIAL_TYPE, type);
        entry.write(SECRET, secret.reveal());
        entry.write(CLIENT_ID, clientId);
        return entry;
    }

    private static UnifiedEntry ownedBy(@Nullable String homeAccountId, String environment) {
        UnifiedEntry entry = new UnifiedEntry(JsonObject.empty());
        entry.write(HOME_ACCOUNT_ID, homeAccountId);
        entry.write(ENVIRONMENT, environment);
        return entry;
    }

    private void write(String field, @Nullable String value) {
        fields.members().put(field, value);
    }

    private void write(String field, long value) {
        fields.members().put(field, Long.toString(value));
    }

    /** Says which family an application belongs to; an empty one means none. */
    void setFamily(String family) {
        if (family.isEmpty()) {
            fields.members().remove(FAMILY_ID);
        } else {
            fields.members().put(FAMILY_ID, family);
        }
    }

    /** Stays under the word for many tenants that an entry of the same tenant is under: other MSALs make its key of what it says. */
    void keepRealmOf(UnifiedEntry old) {
        write(REALM, old.writtenRealm());
    }

    /** Names its scopes in the order in which an entry for the same ones does, as its key names them. */
    void keepTargetOf(UnifiedEntry old) {
        write(TARGET, old.target());
    }

    /** Takes over what only others know of an entry whose place this takes, but nothing that was said of the token that is gone. */
    void keepForeignFieldsOf(UnifiedEntry old) {
        old.fields.members().forEach((field, value) -> {
            if (!SAID_OF_A_TOKEN.contains(field)
                    && !StoredKind.isWrittenIn(field)
                    && !fields.members().containsKey(field)) {
                fields.members().put(field, value);
            }
        });
    }

    /** The fields as the document has them. */
    Map<String, @Nullable Object> members() {
        return fields.members();
    }

    // Whose it is

    /** The host as it stands there, which may be any name of its cloud. */
    Optional<String> writtenEnvironment() {
        return fields.string(ENVIRONMENT);
    }

    /** The one name that the cloud of the host has in this library. */
    String environment() {
        return Cloud.cacheEnvironmentOf(fields.string(ENVIRONMENT).orElse(""));
    }

    String clientId() {
        return fields.string(CLIENT_ID).orElse("");
    }

    /** The tenant as it stands there, which may be a word for many. */
    String writtenRealm() {
        return fields.string(REALM).orElse("");
    }

    /**
     * The tenant it is of. MSAL for Python keeps under {@code common} what it got there, which is of the person's home tenant. What was got with
     * an assertion is kept as it was asked for.
     */
    String realm() {
        String written = writtenRealm();
        return EntraAuthority.standsForMany(written) && !isOfAssertion()
                ? homeTenantId().orElse(written)
                : written;
    }

    private Optional<String> homeTenantId() {
        return homeAccountId().flatMap(home -> new Account(home, environment(), "", Map.of()).homeTenantId());
    }

    String target() {
        return fields.string(TARGET).orElse("");
    }

    Optional<String> homeAccountId() {
        return fields.string(HOME_ACCOUNT_ID);
    }

    Optional<String> familyId() {
        return fields.string(FAMILY_ID);
    }

    Optional<Long> expiresOn() {
        return fields.number(EXPIRES_ON);
    }

    boolean isOverAt(long now) {
        return expiresOn().filter(end -> end <= now).isPresent();
    }

    /** Whether it is an access token that no MSAL hands out any more, also on a machine whose clock is behind. */
    boolean isUselessAccessTokenAt(long now) {
        long everywhere = now - AccessToken.DIFFERENCE_OF_CLOCKS;
        return isOverAt(everywhere)
                && endOfAccessToken().filter(end -> end <= everywhere).isPresent();
    }

    /**
     * When no MSAL hands the access token out any more, in seconds since 1970: some do so in an outage until its extended time is over. Empty for what is
     * not understood, which may be of use to somebody.
     */
    Optional<Long> endOfAccessToken() {
        return isOfAssertion() && !assertionHash().isPresent()
                ? Optional.empty()
                : accessToken().map(token -> Math.max(token.expiresAt(), token.extendedExpiresAt()));
    }

    boolean isOf(Account account) {
        return isOf(account.homeAccountId(), account.environment());
    }

    /** Whether it is of this person, or with no account, of nobody. */
    boolean isOf(@Nullable String homeAccountId, String environment) {
        return Cloud.cacheEnvironmentOf(environment).equals(environment())
                && ((homeAccountId == null || homeAccountId.equals(NOT_SAID))
                        ? isNobodys()
                        : homeAccountId.equals(homeAccountId().orElse(null)));
    }

    boolean isOf(OnBehalfOfKey key) {
        return onBehalfOfKey().filter(key::equals).isPresent();
    }

    /** Under whichever name of its cloud. */
    boolean isOf(AppKey app) {
        return clientId().equals(app.clientId()) && environment().equals(Cloud.cacheEnvironmentOf(app.environment()));
    }

    AppKey app() {
        return new AppKey(clientId(), environment());
    }

    boolean isOfAssertion() {
        return fields.has(USER_ASSERTION_HASH) || fields.has(USER_ASSERTION_HASH_OF_NODE);
    }

    private boolean isNobodys() {
        Object owner = fields.members().get(HOME_ACCOUNT_ID);
        return owner == null || owner.equals(NOT_SAID);
    }

    boolean isOfSomebodyUnnamed() {
        return NOT_SAID.equals(fields.members().get(HOME_ACCOUNT_ID));
    }

    /** Empty where two are named: an MSAL that leaves fields alone which it does not know may have put another token beside an old hash. */
    Optional<String> assertionHash() {
        Optional<String> hash = fields.string(USER_ASSERTION_HASH);
        Optional<String> ofNode = fields.string(USER_ASSERTION_HASH_OF_NODE);
        return hash.isPresent() && ofNode.isPresent() && !hash.equals(ofNode)
                ? Optional.empty()
                : hash.isPresent() ? hash : ofNode;
    }

    Optional<OnBehalfOfKey> onBehalfOfKey() {
        return assertionHash().flatMap(hash -> OnBehalfOfKey.ofHash(clientId(), environment(), requestedRealm(), hash));
    }

    private String requestedRealm() {
        return fields.string(REQUESTED_REALM).orElseGet(this::realm);
    }

    // What it says

    Optional<Account> account() {
        return homeAccountId().map(home -> {
            Map<String, TenantProfile> profiles = new LinkedHashMap<>();
            if (fields.string(REALM).isPresent()) {
                String realm = realm();
                profiles.put(
                        realm,
                        new TenantProfile(
                                realm, fields.string(LOCAL_ACCOUNT_ID).orElse(""), home.endsWith("." + realm), null));
            }
            return new Account(home, environment(), fields.string(USERNAME).orElse(""), profiles)
                    .from(AccountSource.named(fields.string(ACCOUNT_SOURCE).orElse("")));
        });
    }

    /** Empty also where the person is no text: what is not understood is not taken for an application's own. */
    Optional<AccessToken> accessToken() {
        Optional<Secret> secret = fields.secret(SECRET);
        Optional<Long> expiresOn = fields.number(EXPIRES_ON);
        Optional<TokenKind> kind = StoredKind.of(fields);
        boolean isSomebodys = homeAccountId().isPresent() || isNobodys();
        if (!secret.isPresent() || !expiresOn.isPresent() || !kind.isPresent() || !isSomebodys) {
            return Optional.empty();
        }
        AccessToken token = new AccessToken(
                secret.get(),
                fields.string(TOKEN_TYPE).orElse("Bearer"),
                Scopes.parse(target()),
                clientId(),
                realm(),
                requestedRealm(),
                fields.number(CACHED_AT).orElse(0L),
                expiresOn.get(),
                fields.number(EXTENDED_EXPIRES_ON).orElse(expiresOn.get()),
                fields.number(REFRESH_ON).orElse(AccessToken.NEVER));
        return Optional.of(token.ofKind(kind.get()));
    }

    Optional<RefreshToken> refreshToken() {
        return fields.secret(SECRET)
                .map(secret -> new RefreshToken(
                        secret,
                        clientId(),
                        target(),
                        familyId().orElse(""),
                        fields.number(LAST_MODIFICATION_TIME).orElse(0L)));
    }

    Optional<IdToken> idToken(JsonCodec codec) {
        Optional<Secret> secret = fields.secret(SECRET);
        Optional<IdTokenClaims> claims = secret.flatMap(token -> IdTokenReader.claimsIn(codec, token));
        return claims.map(said -> new IdToken(secret.get(), clientId(), realm(), said));
    }

    /** The names alone: values may be tokens. */
    @Override
    public String toString() {
        return fields.toString();
    }
}
