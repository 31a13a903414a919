package io.openmsal.domain.account;

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

    private final String homeAccountId;
    private final String environment;
    private final String username;
    private final LinkedHashMap<String, TenantProfile> tenantProfiles;
    private final String key;
    private final int hash;
    private final @Nullable String homeTenantId;

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
        this.tenantProfiles = new LinkedHashMap<>(tenantProfiles);
        this.key = keyOf(environment, homeAccountId);
        this.hash = key.hashCode();
        this.homeTenantId = tenantIn(homeAccountId);
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
        return new Account(homeAccountId, environment, username, tenantProfiles, other);
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
