package io.openmsal.testing.emulator;

import io.openmsal.port.Secret;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
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
 */
public record EmulatorUser(
        String username,
        String displayName,
        Optional<Secret> password,
        String objectId,
        String homeTenant,
        Set<String> guestTenants) {

    /** Checks that nothing is missing. */
    public EmulatorUser {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(password, "password");
        objectId = UUID.fromString(objectId).toString();
        Objects.requireNonNull(homeTenant, "homeTenant");
        guestTenants = Set.copyOf(guestTenants);
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
        return new EmulatorUser(username, name, password, objectId, homeTenant, guestTenants);
    }

    /**
     * The same user, who now has to type a password.
     *
     * @param newPassword the password
     * @return a changed copy
     */
    public EmulatorUser withPassword(String newPassword) {
        return new EmulatorUser(
                username, displayName, Optional.of(Secret.of(newPassword)), objectId, homeTenant, guestTenants);
    }

    /**
     * The same user, at home in another tenant.
     *
     * @param tenant the tenant's name
     * @return a changed copy
     */
    public EmulatorUser withHomeTenant(String tenant) {
        return new EmulatorUser(username, displayName, password, objectId, tenant, guestTenants);
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
        return new EmulatorUser(username, displayName, password, objectId, homeTenant, tenants);
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
