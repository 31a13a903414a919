package io.openmsal.realparties.chromium;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One Chromium for the whole run. */
final class ChromiumExtension extends PartyExtension<Chromium> {

    ChromiumExtension() {
        super(Chromium.class);
    }

    @Override
    protected Chromium start(Belongings own) throws PartyMissingException {
        return Chromium.start();
    }
}
