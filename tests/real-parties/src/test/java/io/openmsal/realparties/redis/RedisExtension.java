package io.openmsal.realparties.redis;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;

/** One Redis for the whole run. */
final class RedisExtension extends PartyExtension<RedisServer> {

    RedisExtension() {
        super(RedisServer.class);
    }

    @Override
    protected RedisServer start(Belongings own) throws PartyMissingException {
        return RedisServer.started(own);
    }
}
