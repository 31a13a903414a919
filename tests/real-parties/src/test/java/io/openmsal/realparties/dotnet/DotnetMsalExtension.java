package io.openmsal.realparties.dotnet;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One .NET for the whole run. */
final class DotnetMsalExtension extends PartyExtension<DotnetMsal> {

    DotnetMsalExtension() {
        super(DotnetMsal.class);
    }

    @Override
    protected DotnetMsal start(Belongings own) throws PartyMissingException {
        return DotnetMsal.find();
    }
}
