package io.openmsal.domain.account;

import io.openmsal.domain.handle.HandleReader;
import io.openmsal.domain.handle.HandleText;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person who signed in, as a handle to their tokens. Keep it, or its {@link #homeAccountId()}, wherever you like: it is
 * immutable, serializable, and holds no token.
 *
 * <p>Two accounts are equal when home account id and environment are; user names change and are never a key.
 */
public final class Account implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String KIND = "account";
    private static final int TEXT_VERSION = 1;

    // in this order, so that the four that a token from the cache takes lie side by side
    private final int hash;
    private final String key;
    private final String environment;
    private final @Nullable String homeTenantId;
    private final String homeAccountId;
    private final String username;

    /** A LinkedHashMap where it was read from an object stream. */
    private final Map<String, TenantProfile> tenantProfiles;

    /** Missing in the serialized form of those who were kept before there was one. */
    private final @Nullable AccountSource source;

    /**
     * Makes an account. Applications get theirs from a sign-in or a look-up; tests may make one.
     *
     * @param homeAccountId {@code uid.utid} for Microsoft identities, the subject for other providers
     * @param environment the host of the authority under which the tokens are kept
     * @param username the name to show; may be empty
     * @param tenantProfiles how the person is known in each tenant, by tenant id; copied
     */
    public Account(
            String homeAccountId, String environment, String username, Map<String, TenantProfile> tenantProfiles) {
        this(homeAccountId, environment, username, tenantProfiles, AccountSource.UNKNOWN);
    }

    private Account(
            String homeAccountId,
            String environment,
            String username,
            Map<String, TenantProfile> tenantProfiles,
            AccountSource source) {
        this.source = Objects.requireNonNull(source, "source");
        this.homeAccountId = Objects.requireNonNull(homeAccountId, "homeAccountId");
        this.environment = Objects.requireNonNull(environment, "environment");
        this.username = Objects.requireNonNull(username, "username");
        this.tenantProfiles = FewEntries.of(tenantProfiles);
        this.key = keyOf(environment, homeAccountId);
        this.hash = key.hashCode();
        this.homeTenantId = tenantIn(homeAccountId);
    }

    private Account(Account other, AccountSource source) {
        this.hash = other.hash;
        this.key = other.key;
        this.environment = other.environment;
        this.homeTenantId = other.homeTenantId;
        this.homeAccountId = other.homeAccountId;
        this.username = other.username;
        this.tenantProfiles = other.tenantProfiles;
        this.source = source;
    }

    private static @Nullable String tenantIn(String homeAccountId) {
        int dot = homeAccountId.lastIndexOf('.');
        return dot > 0 && dot < homeAccountId.length() - 1 ? homeAccountId.substring(dot + 1) : null;
    }

    /**
     * The key under which all tokens of a person are kept in one cloud.
     *
     * @param environment the host of the authority
     * @param homeAccountId the person
     * @return a text that is equal for equal accounts
     */
    public static String keyOf(String environment, String homeAccountId) {
        return environment + "/" + homeAccountId;
    }

    /**
     * The stable id of the person across tenants.
     *
     * @return {@code uid.utid} for Microsoft identities, the subject for other providers
     */
    public String homeAccountId() {
        return homeAccountId;
    }

    /**
     * The cloud or provider.
     *
     * @return the host under which the tokens are kept
     */
    public String environment() {
        return environment;
    }

    /**
     * The name to show. Changeable, so never a key.
     *
     * @return the user name; may be empty
     */
    public String username() {
        return username;
    }

    /**
     * The person's home tenant.
     *
     * @return the tenant id that the home account id ends with, or empty for providers without tenants
     */
    public Optional<String> homeTenantId() {
        return Optional.ofNullable(homeTenantId);
    }

    /**
     * Whether a tenant is the person's own.
     *
     * @param tenantId the tenant
     * @return false for a tenant they are a guest of, and for providers without tenants
     */
    public boolean isOfHomeTenant(String tenantId) {
        return tenantId.equals(homeTenantId);
    }

    /**
     * How the person is known in each tenant.
     *
     * @return profiles by tenant id, unmodifiable
     */
    public Map<String, TenantProfile> tenantProfiles() {
        return Collections.unmodifiableMap(tenantProfiles);
    }

    /**
     * How the person signed in.
     *
     * @return the source, {@link AccountSource#UNKNOWN} when nobody wrote it down
     */
    public AccountSource source() {
        return source == null ? AccountSource.UNKNOWN : source;
    }

    /**
     * The same person, having signed in in another way.
     *
     * @param other the way
     * @return a copy
     */
    public Account from(AccountSource other) {
        return new Account(this, Objects.requireNonNull(other, "other"));
    }

    /**
     * This handle as one short text without claims: what ID tokens said about the person is with their tokens, where
     * {@code account(homeAccountId)} finds it. It holds no token; the user name in it is personal. Whoever can write such a text
     * can name anybody, so keep it where the person cannot change it.
     *
     * @return letters, digits and {@code - _ .}, to be read by {@link #parse}
     */
    public String toText() {
        HandleText text = HandleText.of(KIND, TEXT_VERSION)
                .put(homeAccountId)
                .put(environment)
                .put(username)
                .put(source().name())
                .put(tenantProfiles.size());
        tenantProfiles
                .values()
                .forEach(profile -> text.put(profile.tenantId())
                        .put(profile.localAccountId())
                        .put(profile.isHome() ? 1 : 0));
        return text.text();
    }

    /**
     * Reads what {@link #toText()} wrote.
     *
     * @param text the text
     * @return an account that equals the one that was written
     * @throws io.openmsal.domain.failure.MsalConfigurationException when the text was cut or changed, or is none of an account
     */
    public static Account parse(String text) {
        return HandleReader.read(text, KIND, TEXT_VERSION, fields -> {
            String homeAccountId = fields.text();
            String environment = fields.text();
            String username = fields.text();
            AccountSource source = fields.oneOf(AccountSource.values());
            Map<String, TenantProfile> profiles = new LinkedHashMap<>();
            for (int left = fields.count(); left > 0; left--) {
                TenantProfile profile = new TenantProfile(fields.text(), fields.text(), fields.number() == 1, null);
                profiles.put(profile.tenantId(), profile);
            }
            return new Account(homeAccountId, environment, username, profiles, source);
        });
    }

    /**
     * The key under which all tokens of this person are kept.
     *
     * @return the same text as {@link #keyOf}
     */
    public String key() {
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Account account && key.equals(account.key));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The home account id and the environment; the user name is personal. */
    @Override
    public String toString() {
        return "account " + homeAccountId + " at " + environment;
    }
}
