package io.openmsal.realparties.redis;

import io.openmsal.realparties.party.Belongings;
import io.openmsal.realparties.party.PartyExtension;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One Redis for the whole run. */
final class RedisExtension extends PartyExtension<RedisServer> {

    RedisExtension() {
        super(RedisServer.class);
    }

    @Override
    protected RedisServer start(Belongings own) throws PartyMissingException {
        if (!RedisServer.isInstalled()) {
            throw new PartyMissingException("There is no redis-server. Install the package redis-server.");
        }
        try {
            return RedisServer.started(NeedsRedis.PASSWORD);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
