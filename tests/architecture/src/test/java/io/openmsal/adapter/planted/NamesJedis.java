package io.openmsal.adapter.planted;

import redis.clients.jedis.UnifiedJedis;

/** Planted: a library away from its home. */
public final class NamesJedis {

    private final UnifiedJedis named;

    NamesJedis(UnifiedJedis named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
