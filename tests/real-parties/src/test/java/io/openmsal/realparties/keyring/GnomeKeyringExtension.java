package io.openmsal.realparties.keyring;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One keyring for the whole run. */
final class GnomeKeyringExtension extends PartyExtension<GnomeKeyring> {

    GnomeKeyringExtension() {
        super(GnomeKeyring.class);
    }

    @Override
    protected GnomeKeyring start(Belongings own) throws PartyMissingException {
        return GnomeKeyring.started(own);
    }
}
