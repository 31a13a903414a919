package io.openmsal.testing.app;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Accounts of people who never signed in. Ids follow from the names, so that the same name is the same person in every test.
 *
 * <pre>{@code
 * Account ada = TestAccounts.of("ada@contoso.example");
 * }</pre>
 */
public final class TestAccounts {

    private static final String HOST = "login.microsoftonline.com";

    private TestAccounts() {}

    /**
     * A person in the tenant of their domain, on the public cloud.
     *
     * @param username such as {@code ada@contoso.example}
     * @return the account, with the profile of the home tenant
     */
    public static Account of(String username) {
        return of(username, domainOf(username));
    }

    /**
     * A person who is a guest in further tenants.
     *
     * @param username such as {@code ada@contoso.example}
     * @param homeTenant the tenant's name; equal names are equal tenants
     * @param guestTenants where the person is a guest, by name
     * @return the account, with one profile for each tenant, home first
     */
    public static Account of(String username, String homeTenant, String... guestTenants) {
        String person = guid("person " + username);
        Map<String, TenantProfile> profiles = new LinkedHashMap<>();
        profiles.put(tenantId(homeTenant), profile(username, tenantId(homeTenant), person, true));
        for (String guest : guestTenants) {
            String localId = guid("guest " + username + " in " + guest);
            profiles.put(tenantId(guest), profile(username, tenantId(guest), localId, false));
        }
        return new Account(person + "." + tenantId(homeTenant), HOST, username, profiles);
    }

    /**
     * The id of a tenant by its name.
     *
     * @param name such as {@code contoso.example}
     * @return a UUID, the same for the same name
     */
    public static String tenantId(String name) {
        return guid("tenant " + name);
    }

    private static TenantProfile profile(String username, String tenant, String localId, boolean home) {
        IdTokenClaims claims = new IdTokenClaims(
                Map.of("oid", localId, "tid", tenant, "preferred_username", username, "sub", localId));
        return new TenantProfile(tenant, localId, home, claims);
    }

    private static String domainOf(String username) {
        return username.substring(username.indexOf('@') + 1);
    }

    private static String guid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
