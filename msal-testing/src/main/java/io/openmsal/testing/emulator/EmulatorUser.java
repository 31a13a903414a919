package io.openmsal.testing.emulator;

import io.openmsal.port.Secret;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Someone who can sign in to the emulator. Immutable; the {@code with} methods return changed copies.
 *
 * @param username the sign-in name, in the form of an address; compared without regard to case
 * @param displayName the name shown on pages and in ID tokens
 * @param password what the sign-in page asks for; empty for a user whom any password lets in
 * @param objectId the GUID of the user in the home tenant: {@code oid} and the {@code uid} of {@code client_info}
 * @param homeTenant the name of the tenant the user belongs to
 * @param guestTenants names of further tenants that invited the user
 * @param claims what else is said of the user in ID tokens, and in access tokens for other web APIs than Microsoft Graph
 */
public record EmulatorUser(
        String username,
        String displayName,
        Optional<Secret> password,
        String objectId,
        String homeTenant,
        Set<String> guestTenants,
        Map<String, Object> claims) {

    /** What the emulator says itself: of the token, and of who it is about. */
    private static final Set<String> SAID_BY_THE_EMULATOR = Set.of(
            "iss",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "nonce",
            "auth_time",
            "sid",
            "azp",
            "scp",
            "cnf",
            "sub",
            "oid",
            "tid",
            "name",
            "preferred_username");

    /** Checks that nothing is missing, and that no claim contradicts the emulator. */
    public EmulatorUser {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(password, "password");
        objectId = UUID.fromString(objectId).toString();
        Objects.requireNonNull(homeTenant, "homeTenant");
        guestTenants = Set.copyOf(guestTenants);
        claims = Map.copyOf(claims);
        for (String name : claims.keySet()) {
            if (SAID_BY_THE_EMULATOR.contains(name)) {
                throw new IllegalArgumentException(
                        "The emulator says itself what stands in the claim \"" + name + "\".");
            }
        }
    }

    /**
     * A user of whom nothing else is said.
     *
     * @param username the sign-in name, in the form of an address; compared without regard to case
     * @param displayName the name shown on pages and in ID tokens
     * @param password what the sign-in page asks for; empty for a user whom any password lets in
     * @param objectId the GUID of the user in the home tenant
     * @param homeTenant the name of the tenant the user belongs to
     * @param guestTenants names of further tenants that invited the user
     */
    public EmulatorUser(
            String username,
            String displayName,
            Optional<Secret> password,
            String objectId,
            String homeTenant,
            Set<String> guestTenants) {
        this(username, displayName, password, objectId, homeTenant, guestTenants, Map.of());
    }

    /**
     * A user without a password, at home in the tenant the sign-in name's domain begins with: {@code ada@contoso.example} in
     * {@code contoso}. The object id is derived from the name, so it is the same in every run.
     *
     * @param username the sign-in name, such as {@code ada@contoso.example}
     * @return the user
     * @throws IllegalArgumentException when the name has no domain
     */
    public static EmulatorUser named(String username) {
        int at = username.indexOf('@');
        if (at < 1 || at == username.length() - 1) {
            throw new IllegalArgumentException(
                    "A sign-in name looks like ada@contoso.example, not \"" + username + "\".");
        }
        String tenant = username.substring(at + 1).split("\\.", 2)[0];
        return new EmulatorUser(
                username, username.substring(0, at), Optional.empty(), guid("user:" + username), tenant, Set.of());
    }

    /**
     * A user with a personal Microsoft account.
     *
     * @param username the sign-in name, such as {@code alan@live.example}
     * @return the user, at home in the consumers tenant
     */
    public static EmulatorUser personal(String username) {
        EmulatorUser user = named(username);
        return new EmulatorUser(
                username, user.displayName, Optional.empty(), user.objectId, EmulatorTenant.CONSUMERS.name(), Set.of());
    }

    /**
     * The same user under another display name.
     *
     * @param name the name to show
     * @return a changed copy
     */
    public EmulatorUser withDisplayName(String name) {
        return new EmulatorUser(username, name, password, objectId, homeTenant, guestTenants, claims);
    }

    /**
     * The same user, who now has to type a password.
     *
     * @param newPassword the password
     * @return a changed copy
     */
    public EmulatorUser withPassword(String newPassword) {
        return new EmulatorUser(
                username, displayName, Optional.of(Secret.of(newPassword)), objectId, homeTenant, guestTenants, claims);
    }

    /**
     * The same user, at home in another tenant.
     *
     * @param tenant the tenant's name
     * @return a changed copy
     */
    public EmulatorUser withHomeTenant(String tenant) {
        return new EmulatorUser(username, displayName, password, objectId, tenant, guestTenants, claims);
    }

    /**
     * The same user, invited by one more tenant. There the user has another {@code oid}, as in Microsoft Entra.
     *
     * @param tenant the inviting tenant's name
     * @return a changed copy
     */
    public EmulatorUser withGuestTenant(String tenant) {
        var tenants = new LinkedHashSet<>(guestTenants);
        tenants.add(tenant);
        return new EmulatorUser(username, displayName, password, objectId, homeTenant, tenants, claims);
    }

    /**
     * The same user, of whom one more thing is said in ID tokens, and in access tokens for other web APIs than Microsoft Graph: roles, groups,
     * or whatever a provider was told to say.
     *
     * @param name the name of the claim, such as {@code roles}; not one that the emulator says itself, such as {@code iss} or {@code oid}
     * @param value what JSON can hold: a text, a number, a truth value, a list or a map of these; not to be changed afterwards
     * @return a changed copy
     * @throws IllegalArgumentException when the emulator says it itself
     */
    public EmulatorUser withClaim(String name, Object value) {
        var more = new LinkedHashMap<>(claims);
        more.put(name, value);
        return new EmulatorUser(username, displayName, password, objectId, homeTenant, guestTenants, more);
    }

    /**
     * The user's object id as one tenant sees it.
     *
     * @param tenant the tenant
     * @return {@link #objectId()} at home, another stable GUID where the user is a guest
     */
    public String objectIdIn(EmulatorTenant tenant) {
        return isAtHomeIn(tenant) ? objectId : guid("guest:" + tenant.id() + ":" + objectId);
    }

    boolean isAtHomeIn(EmulatorTenant tenant) {
        return tenant.isAddressedBy(homeTenant);
    }

    boolean isGuestOf(EmulatorTenant tenant) {
        return guestTenants.stream().anyMatch(tenant::isAddressedBy);
    }

    boolean acceptsPassword(String typed) {
        return password.map(expected -> expected.equals(Secret.of(typed))).orElse(true);
    }

    /** A user is a different value after each change, yet the same person: this is what grants and consents hang on. */
    String key() {
        return username.toLowerCase(Locale.ROOT);
    }

    private static String guid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
