package io.openmsal.domain.cache;

import java.io.IOException;

/**
 * A session on behalf of a person was ended.
 *
 * @param key the session, and where
 */
record SessionRemoved(OnBehalfOfKey key) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        index.removeOnBehalfOf(key);
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        document.remove(key);
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfAssertion(key);
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.removeAssertion(new PartitionKey.OfAssertion(key));
    }
}
