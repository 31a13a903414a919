package io.openmsal.domain.cache;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import io.openmsal.port.store.UnreadablePartitionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documents of a store, read and written as such. Safe for many threads. */
final class StoredDocuments {

    private final TokenStore store;
    private final JsonCodec codec;
    private final Clock clock;

    StoredDocuments(TokenStore store, JsonCodec codec, Clock clock) {
        this.store = store;
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * What a document says, and which version of it.
     *
     * @param version the store's version of it
     * @param document what it says
     */
    record Version(String version, UnifiedCacheDocument document) {}

    Optional<StoredPartition> read(String name) throws IOException {
        try {
            return store.read(name);
        } catch (UnreadablePartitionException unreadable) {
            throw new UnreadableDocumentException(name, unreadable);
        }
    }

    /** What is there now; an empty document where there is none. */
    Version latest(String name) throws IOException {
        Optional<StoredPartition> present = read(name);
        return present.isPresent() ? parsed(name, present.get()) : nothing();
    }

    Version nothing() {
        return new Version(Stamp.ABSENT, UnifiedCacheDocument.empty(codec));
    }

    Version parsed(String name, StoredPartition stored) throws UnreadableDocumentException {
        try {
            return new Version(stored.version(), parse(stored.bytes()));
        } catch (UnreadablePartitionException unreadable) {
            throw new UnreadableDocumentException(name, unreadable);
        }
    }

    /**
     * Reads, changes and writes a document as one step of the store's, so that two processes never lose each other's tokens.
     *
     * @param end when nobody will need the document any more, in seconds since 1970, if that is known
     */
    Version update(
            String name, Consumer<UnifiedCacheDocument> change, Function<UnifiedCacheDocument, Optional<Long>> end)
            throws IOException {
        DocumentChange documentChange = new DocumentChange(change, end);
        StoredPartition written;
        try {
            written = store.update(name, documentChange);
        } catch (UnreadablePartitionException unreadable) {
            throw new UnreadableDocumentException(name, unreadable);
        }
        UnifiedCacheDocument document = documentChange.result;
        if (document == null) {
            throw new IOException("The store says that it has written, and it never asked what. Repair the store.");
        }
        return new Version(written.version(), document);
    }

    /** Whether a document was deleted as it was read: what somebody else has stored since then stays. */
    boolean deleteUnchanged(String name, String version) throws IOException {
        return store.deleteUnchanged(name, version);
    }

    /** Deletes a document whatever it is, which needs no key. */
    void delete(String name) throws IOException {
        store.delete(name);
    }

    Set<String> names() throws IOException {
        return store.partitions();
    }

    private UnifiedCacheDocument parse(byte[] bytes) throws UnreadablePartitionException {
        try {
            return UnifiedCacheDocument.read(codec, new String(bytes, StandardCharsets.UTF_8));
        } catch (MalformedJsonException corrupt) {
            throw new UnreadablePartitionException(
                    "The stored token cache is not the JSON document it should be; it was left as it is. Move it away to"
                            + " start with an empty one.",
                    corrupt);
        }
    }

    /** A change of a document, applied to its bytes. Remembers the document of the last application, which is stored. */
    private final class DocumentChange implements PartitionChange {

        private final Consumer<UnifiedCacheDocument> change;
        private final Function<UnifiedCacheDocument, Optional<Long>> end;
        private @Nullable UnifiedCacheDocument result;

        DocumentChange(Consumer<UnifiedCacheDocument> change, Function<UnifiedCacheDocument, Optional<Long>> end) {
            this.change = change;
            this.end = end;
        }

        @Override
        public byte[] apply(Optional<byte[]> present) throws IOException {
            UnifiedCacheDocument document = parse(present.orElseGet(() -> new byte[0]));
            change.accept(document);
            result = document;
            return document.write().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<Duration> neededFor() {
            long now = clock.millis() / 1000;
            return Optional.ofNullable(result).flatMap(end).map(last -> Duration.ofSeconds(Math.max(last, now) - now));
        }
    }
}
