package io.openmsal.realparties.python;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One Python for the whole run. */
final class PythonMsalExtension extends PartyExtension<PythonMsal> {

    PythonMsalExtension() {
        super(PythonMsal.class);
    }

    @Override
    protected PythonMsal start(Belongings own) throws PartyMissingException {
        return PythonMsal.find();
    }
}
