package io.openmsal.realparties.oidc;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One provider for the whole run. */
final class NodeOidcProviderExtension extends PartyExtension<NodeOidcProvider> {

    NodeOidcProviderExtension() {
        super(NodeOidcProvider.class);
    }

    @Override
    protected NodeOidcProvider start(Belongings own) throws PartyMissingException {
        return NodeOidcProvider.start(own);
    }
}
