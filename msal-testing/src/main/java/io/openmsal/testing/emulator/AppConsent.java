package io.openmsal.testing.emulator;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an application may ask for and do, and who agrees to it.
 *
 * @param knownScopes the scopes that exist for it, or empty when any does
 * @param isFamilyClient whether it is one of the first-party clients that share refresh tokens
 * @param hasAdminConsent whether an administrator agreed for everyone
 * @param roles what an administrator lets it do on its own behalf
 */
record AppConsent(
        Optional<Set<String>> knownScopes, boolean isFamilyClient, boolean hasAdminConsent, List<String> roles) {

    static final AppConsent OF_EACH_PERSON = new AppConsent(Optional.empty(), false, false, List.of());

    AppConsent toScopes(Set<String> scopes) {
        return new AppConsent(Optional.of(scopes), isFamilyClient, hasAdminConsent, roles);
    }

    AppConsent inFamily() {
        return new AppConsent(knownScopes, true, hasAdminConsent, roles);
    }

    AppConsent ofAdmin() {
        return new AppConsent(knownScopes, isFamilyClient, true, roles);
    }

    AppConsent toRoles(List<String> granted) {
        return new AppConsent(knownScopes, isFamilyClient, hasAdminConsent, granted);
    }

    boolean isGiven() {
        return hasAdminConsent || isFamilyClient;
    }

    boolean isPossibleFor(String scope) {
        return knownScopes.map(known -> known.contains(scope)).orElse(true);
    }
}
