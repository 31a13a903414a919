package io.openmsal.benchmarks.store;

import io.openmsal.adapter.cache.EncryptionKey;
import io.openmsal.adapter.cache.EncryptionKeys;
import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.FileTokenStore;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import java.nio.file.Path;
import java.time.Duration;

/** The file stores that are written to. */
enum StoreKind {
    /** One file for each partition, in a directory. */
    DIRECTORY {
        @Override
        TokenStore in(Path place, EventSink events) {
            return new FileTokenStore(place, options(events));
        }
    },
    /** One file with a checksum. */
    SINGLE {
        @Override
        TokenStore in(Path place, EventSink events) {
            return new SingleFileTokenStore(place.resolve("cache.json"), PARTITION, options(events));
        }
    },
    /** One file that is encrypted. */
    ENCRYPTED {
        @Override
        TokenStore in(Path place, EventSink events) {
            EncryptionKeys keys = EncryptionKeys.of(new EncryptionKey("of-the-run", new byte[KEY_BYTES]));
            return SingleFileTokenStore.encrypted(place.resolve("cache.bin"), PARTITION, keys, options(events));
        }
    },
    /** One JSON file, with the lock of the MSAL extensions, too. */
    SHARED {
        @Override
        TokenStore in(Path place, EventSink events) {
            return SingleFileTokenStore.sharedWithMsalExtensions(
                    place.resolve("cache.json"), PARTITION, new GsonJsonCodec(), options(events));
        }
    };

    private static final int KEY_BYTES = 32;

    static final String PARTITION = "cache";

    /** A writer that waited this long has waited for somebody dead: the living hold the lock for milliseconds. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    abstract TokenStore in(Path place, EventSink events);

    private static FileStoreOptions options(EventSink events) {
        return FileStoreOptions.defaults().lockPatience(PATIENCE).events(events);
    }
}
