package io.openmsal.domain.cache;

import io.openmsal.port.store.TokenStore;
import java.util.Optional;

/** A store with room for one document. */
final class OneDocumentStore extends PassingStore {

    private final String partition;

    OneDocumentStore(TokenStore store, String partition) {
        super(store);
        this.partition = partition;
    }

    @Override
    public Optional<String> onlyPartition() {
        return Optional.of(partition);
    }
}
