package io.openmsal.realparties.softhsm;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One token for the whole run: its library can be set up once in a process. */
final class SoftHsmExtension extends PartyExtension<SoftHsm> {

    SoftHsmExtension() {
        super(SoftHsm.class);
    }

    @Override
    protected SoftHsm start(Belongings own) throws PartyMissingException {
        return SoftHsm.withFreshToken(own);
    }
}
