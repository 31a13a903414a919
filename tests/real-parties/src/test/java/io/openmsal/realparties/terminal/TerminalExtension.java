package io.openmsal.realparties.terminal;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** What makes terminals, once for the whole run. */
final class TerminalExtension extends PartyExtension<Terminal> {

    TerminalExtension() {
        super(Terminal.class);
    }

    @Override
    protected Terminal start(Belongings own) throws PartyMissingException {
        return Terminal.find(own);
    }
}
