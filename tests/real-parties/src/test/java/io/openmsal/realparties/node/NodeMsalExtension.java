package io.openmsal.realparties.node;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One Node for the whole run. */
final class NodeMsalExtension extends PartyExtension<NodeMsal> {

    NodeMsalExtension() {
        super(NodeMsal.class);
    }

    @Override
    protected NodeMsal start(Belongings own) throws PartyMissingException {
        return NodeMsal.find();
    }
}
