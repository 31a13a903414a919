package io.openmsal.docs;

import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.EncryptedTokenStore;
import io.openmsal.adapter.cache.EncryptionKey;
import io.openmsal.adapter.cache.EncryptionKeys;
import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.FileTokenStore;
import io.openmsal.adapter.cache.JCacheTokenStore;
import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.cache.KeyringFallback;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.cache.RedisTokenStore;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.cache.SystemKeyring;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.sql.DataSource;
import redis.clients.jedis.RedisClient;

/** The code of the guide to token stores. Each part between the markers stands in the guide, word for word. */
final class TokenStoresGuide {

    private TokenStoresGuide() {}

    static PublicClientApplication application(String clientId, TokenStore store) {
        // snippet: application
        PublicClientApplication app =
                PublicClientApplication.builder(clientId).tokenStore(store).build();
        // end
        return app;
    }

    static PublicClientApplication server(String clientId, TokenStore store) {
        // snippet: partitions
        StoreOptions options = StoreOptions.perPartition()
                .trustedFor(Duration.ofSeconds(10)) // 30 seconds by default
                .failingWithStore(); // otherwise calls go on without a store that is down
        PublicClientApplication app = PublicClientApplication.builder(clientId)
                .tokenStore(store, options)
                .build();
        // end
        return app;
    }

    static List<PublicClientApplication> inMemory(String clientId, String anotherClientId) {
        // snippet: memory
        TokenStore store = new MemoryTokenStore();
        PublicClientApplication one =
                PublicClientApplication.builder(clientId).tokenStore(store).build();
        PublicClientApplication another = PublicClientApplication.builder(anotherClientId)
                .tokenStore(store)
                .build();
        // end
        return List.of(one, another);
    }

    static TokenStore ownFile(Path file) {
        // snippet: file
        TokenStore store = new SingleFileTokenStore(file, TokenCache.WHOLE_CACHE);
        // end
        return store;
    }

    static PublicClientApplication oneOfSeveralServers(String clientId, TokenStore store) {
        // snippet: lease
        StoreOptions options = StoreOptions.perPartition().oneRenewalAmongNodes();
        // end
        return PublicClientApplication.builder(clientId)
                .tokenStore(store, options)
                .build();
    }

    static TokenStore sharedFile(Path file, EventSink events) {
        // snippet: shared-file
        TokenStore store = SingleFileTokenStore.sharedWithMsalExtensions(
                file,
                TokenCache.WHOLE_CACHE,
                new GsonJsonCodec(),
                FileStoreOptions.defaults().events(events));
        // end
        return store;
    }

    static TokenStore directory(Path directory, EncryptionKeys keys, EventSink events) {
        // snippet: directory
        FileStoreOptions options =
                FileStoreOptions.defaults().lockPatience(Duration.ofSeconds(2)).events(events);
        TokenStore plain = new FileTokenStore(directory, options);
        TokenStore encrypted = FileTokenStore.encrypted(directory.resolve("encrypted"), keys, options);
        // end
        return plain == encrypted ? plain : encrypted;
    }

    static TokenStore keyring(Path location, Supplier<Secret> passphrase, EventSink events) throws IOException {
        // snippet: keyring
        KeyringFallback fallback = KeyringFallback.encryptedFile(passphrase); // or memoryOnly(), or fail()
        TokenStore store = fallback.storeIn(
                SystemKeyring.ofThisMachine(),
                location,
                TokenCache.WHOLE_CACHE,
                FileStoreOptions.defaults().events(events));
        // end
        return store;
    }

    static TokenStore database(DataSource dataSource) {
        // snippet: database
        TokenStore store = new JdbcTokenStore(dataSource);
        // end
        return store;
    }

    static TokenStore grid(Cache<String, String> cache) {
        // snippet: grid
        TokenStore store = new JCacheTokenStore(cache);
        // end
        return store;
    }

    static TokenStore redis(String host, int port) {
        // snippet: redis
        RedisClient client = RedisClient.create(host, port);
        TokenStore store = new RedisTokenStore(client, "openmsal:", content -> Duration.ofDays(90));
        // end
        return store;
    }

    static TokenStore encrypted(TokenStore store, byte[] thirtyTwoRandomBytes) {
        // snippet: encrypted
        EncryptionKeys keys = EncryptionKeys.of(new EncryptionKey("2026-11", thirtyTwoRandomBytes));
        TokenStore encrypted = new EncryptedTokenStore(store, keys);
        // end
        return encrypted;
    }
}
