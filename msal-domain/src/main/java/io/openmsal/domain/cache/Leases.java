package io.openmsal.domain.cache;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.store.TokenStore;
import io.openmsal.port.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** The leases of one cache, which lie in its store beside the tokens. Safe for many threads. */
final class Leases {

    final TokenStore store;
    final JsonCodec codec;
    final Clock clock;
    final Sleeper sleeper;
    final StoreHealth health;
    final StoredCache cache;
    final Duration term;
    final SeenLeases seen;

    Leases(
            TokenStore store,
            JsonCodec codec,
            Clock clock,
            Sleeper sleeper,
            StoreHealth health,
            StoredCache cache,
            Duration term) {
        this.store = store;
        this.codec = codec;
        this.clock = clock;
        this.sleeper = sleeper;
        this.health = health;
        this.cache = cache;
        this.term = term;
        this.seen = new SeenLeases(term.toMillis());
    }

    /** One caller's wish. No two callers are alike, those of one process neither. */
    Lease of(LeaseKey key) {
        return new Lease(this, key, UUID.randomUUID().toString());
    }
}
