package io.openmsal.domain.cache;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.store.TokenStore;
import java.time.Clock;

/** The two ways to lay a cache into a store. */
enum StoreLayout {
    WHOLE_DOCUMENT("one whole document") {
        @Override
        StoredCache open(
                TokenStore store,
                JsonCodec codec,
                Clock clock,
                CacheBounds bounds,
                StoreOptions options,
                StoreHealth health) {
            return new WholeDocument(new StoredDocuments(store, codec, clock), clock, options, health);
        }

        @Override
        boolean fitsInto(String onlyPartition) {
            return onlyPartition.equals(TokenCache.WHOLE_CACHE);
        }
    },
    PER_PARTITION("a document for each partition") {
        @Override
        StoredCache open(
                TokenStore store,
                JsonCodec codec,
                Clock clock,
                CacheBounds bounds,
                StoreOptions options,
                StoreHealth health) {
            return new PartitionDocuments(new StoredDocuments(store, codec, clock), clock, bounds, options, health);
        }

        @Override
        boolean fitsInto(String onlyPartition) {
            return false;
        }
    };

    private final String words;

    StoreLayout(String words) {
        this.words = words;
    }

    abstract StoredCache open(
            TokenStore store,
            JsonCodec codec,
            Clock clock,
            CacheBounds bounds,
            StoreOptions options,
            StoreHealth health);

    /** Whether all documents fit into a store that has room for this one alone. */
    abstract boolean fitsInto(String onlyPartition);

    @Override
    public String toString() {
        return words;
    }
}
