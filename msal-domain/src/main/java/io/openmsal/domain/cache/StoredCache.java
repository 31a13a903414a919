package io.openmsal.domain.cache;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The cache in a store, as one whole document that other MSALs can open. Each change is read, merged and written as one step
 * of the store's, so that two processes never lose each other's tokens. Safe for many threads.
 */
final class StoredCache {

    private final TokenStore store;
    private final String partition;
    private final JsonCodec codec;
    private volatile String seenVersion = "";

    StoredCache(TokenStore store, String partition, JsonCodec codec) {
        this.store = store;
        this.partition = partition;
        this.codec = codec;
    }

    /** What is stored, when it is not what was seen last. */
    Optional<Index> changed() throws IOException {
        Optional<StoredPartition> present = store.read(partition);
        if (!present.isPresent() || present.get().version().equals(seenVersion)) {
            return Optional.empty();
        }
        Index index = parse(present.get().bytes()).index();
        seenVersion = present.get().version();
        return Optional.of(index);
    }

    /** Makes a change and gives all that is stored afterwards. */
    Index update(Iterable<CacheChange> changes) throws IOException {
        Index[] result = new Index[1];
        StoredPartition written = store.update(partition, present -> {
            UnifiedCacheDocument document = parse(present.orElseGet(() -> new byte[0]));
            changes.forEach(change -> change.applyTo(document));
            result[0] = document.index();
            return document.write().getBytes(StandardCharsets.UTF_8);
        });
        seenVersion = written.version();
        return result[0];
    }

    private UnifiedCacheDocument parse(byte[] bytes) throws IOException {
        try {
            return UnifiedCacheDocument.read(codec, new String(bytes, StandardCharsets.UTF_8));
        } catch (MalformedJsonException corrupt) {
            throw new IOException(
                    "The stored token cache is not the JSON document it should be; it was left as it is. Move it away to"
                            + " start with an empty one.",
                    corrupt);
        }
    }
}
