package io.openmsal.testing.emulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Tenants, users, applications, federated organizations and issuers outside. Safe for many threads; what is added later replaces what had
 * the same name.
 */
final class Directory {

    private final Map<String, EmulatorTenant> tenants = new ConcurrentSkipListMap<>();
    private final Map<String, EmulatorUser> users = new ConcurrentSkipListMap<>();
    private final Map<String, EmulatorApp> apps = new ConcurrentSkipListMap<>();
    private final Map<String, EmulatorFederation> federations = new ConcurrentSkipListMap<>();
    private final Map<String, EmulatorIssuer> issuers = new ConcurrentSkipListMap<>();

    Directory() {
        add(EmulatorTenant.CONSUMERS);
    }

    void add(EmulatorTenant tenant) {
        tenants.put(tenant.id(), tenant);
    }

    /** Adds a user, and the tenants it names when they are new. */
    void add(EmulatorUser user) {
        knowTenant(user.homeTenant());
        user.guestTenants().forEach(this::knowTenant);
        users.put(user.key(), user);
    }

    void add(EmulatorApp app) {
        apps.put(app.clientId().toLowerCase(Locale.ROOT), app);
    }

    void add(EmulatorFederation federation) {
        federations.put(federation.domain(), federation);
    }

    void add(EmulatorIssuer issuer) {
        issuers.put(issuer.name(), issuer);
    }

    /** The issuer of that name, if it is trusted. */
    Optional<EmulatorIssuer> issuer(String name) {
        return Optional.ofNullable(issuers.get(name));
    }

    /** The organization that keeps the password of a sign-in name, if it is not Entra itself. */
    Optional<EmulatorFederation> federationOf(String username) {
        return Optional.ofNullable(federations.get(domainOf(username)));
    }

    /** The organization whose server is at a path. */
    EmulatorFederation federationAt(String path) {
        return federations.values().stream()
                .filter(federation -> path.startsWith(federation.path() + "/"))
                .findFirst()
                .orElseThrow(() -> Refusal.malformed("Nobody's federation server is here."));
    }

    static String domainOf(String username) {
        return username.substring(username.indexOf('@') + 1).trim().toLowerCase(Locale.ROOT);
    }

    Optional<EmulatorTenant> tenant(String segment) {
        return tenants.values().stream()
                .filter(tenant -> tenant.isAddressedBy(segment))
                .findFirst();
    }

    EmulatorTenant homeTenantOf(EmulatorUser user) {
        return tenant(user.homeTenant()).orElseThrow(() -> Refusal.unknownTenant(user.homeTenant()));
    }

    Optional<EmulatorUser> user(String username) {
        return Optional.ofNullable(users.get(username.trim().toLowerCase(Locale.ROOT)));
    }

    /** A user who may sign in to the realm, or the refusal Entra would give. */
    EmulatorUser userOf(Realm realm, String username) {
        EmulatorUser user = user(username).orElseThrow(() -> Refusal.unknownUser(username));
        if (!realm.admits(user)) {
            throw Refusal.userOfAnotherTenant(username, realm.name());
        }
        return user;
    }

    List<EmulatorUser> usersOf(Realm realm) {
        return users.values().stream().filter(realm::admits).toList();
    }

    EmulatorApp app(Realm realm, String clientId) {
        EmulatorApp app = apps.get(clientId.toLowerCase(Locale.ROOT));
        if (app == null) {
            throw Refusal.unknownApplication(clientId, realm.name());
        }
        return app;
    }

    boolean hasApp(String clientId) {
        return apps.containsKey(clientId.toLowerCase(Locale.ROOT));
    }

    boolean knowsRedirectUri(String uri) {
        return apps.values().stream().anyMatch(app -> app.mayRedirectTo(uri));
    }

    private void knowTenant(String name) {
        if (tenant(name).isEmpty()) {
            add(EmulatorTenant.named(name));
        }
    }
}
