package io.openmsal.realparties.keycloak;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One Keycloak for the whole run. */
final class KeycloakExtension extends PartyExtension<Keycloak> {

    KeycloakExtension() {
        super(Keycloak.class);
    }

    @Override
    protected Keycloak start(Belongings own) throws PartyMissingException {
        return Keycloak.start(own);
    }
}
