package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.Locale;

/** Finds the realm a path names. */
final class Realms {

    private final URI base;
    private final Directory directory;
    private final boolean oidcOffersFormPost;

    Realms(URI base, Directory directory, boolean oidcOffersFormPost) {
        this.base = base;
        this.directory = directory;
        this.oidcOffersFormPost = oidcOffersFormPost;
    }

    /** What pages and errors that belong to no tenant are written in. */
    Realm common() {
        return EntraRealm.common(base, directory);
    }

    Realm entra(String segment) {
        return switch (segment.toLowerCase(Locale.ROOT)) {
            case "common" -> common();
            case "organizations" -> EntraRealm.organizations(base, directory);
            default -> EntraRealm.of(base, segment, tenant(segment), directory);
        };
    }

    Realm oidc(String name) {
        return new OidcRealm(base, name, tenant(name), oidcOffersFormPost);
    }

    private EmulatorTenant tenant(String segment) {
        return directory.tenant(segment).orElseThrow(() -> Refusal.unknownTenant(segment));
    }
}
