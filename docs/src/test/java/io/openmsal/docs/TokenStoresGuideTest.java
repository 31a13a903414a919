package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.adapter.cache.EncryptionKey;
import io.openmsal.adapter.cache.EncryptionKeys;
import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.port.Secret;
import io.openmsal.port.store.TokenStore;
import io.openmsal.servers.RedisServer;
import io.openmsal.testing.event.RecordingEventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Runs the code of the guide to token stores. */
class TokenStoresGuideTest {

    private static final byte[] DOCUMENT = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path place;

    private final RecordingEventSink events = new RecordingEventSink();

    @Test
    void applicationsOfOneProcessShareAStoreInMemory() {
        assertThat(TokenStoresGuide.inMemory("one", "another"))
                .allSatisfy(app -> assertThat(app.accounts()).isEmpty());
    }

    @Test
    void aFileOfOnesOwnHoldsTheDocumentAfterALineWithItsChecksum() throws Exception {
        assertKeeps(TokenStoresGuide.ownFile(place.resolve("own")));

        assertThat(Files.readString(place.resolve("own"))).matches("openmsal-tokens 2 [0-9a-f]{64}\n\\{}");
    }

    @Test
    void aFileIsSharedWithOtherMsals() throws Exception {
        assertKeeps(TokenStoresGuide.sharedFile(place.resolve("cache.json"), events));

        assertThat(place.resolve("cache.json")).hasContent("{}");
    }

    @Test
    void aDirectoryIsEncrypted() throws Exception {
        EncryptionKeys keys = EncryptionKeys.of(new EncryptionKey("k", new byte[32]));

        assertKeeps(TokenStoresGuide.directory(place, keys, events));

        assertThat(place.resolve("encrypted")).isDirectory();
    }

    @Test
    void whereThereIsNoKeyringTheFallbackKeepsTokens() throws Exception {
        // JNA is not on this class path, so the keyring cannot be used on any machine
        assertKeeps(TokenStoresGuide.keyring(place.resolve("cache"), () -> Secret.of("a phrase"), events));

        assertThat(events.only("store.keyring_unavailable").toString()).contains("jna-platform");
        assertThat(Files.exists(place.resolve("cache.encrypted"))).isTrue();
    }

    @Test
    void aDatabaseKeepsThem() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:guide;DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcTokenStore.ddl("token_store"));
        }

        assertKeeps(TokenStoresGuide.database(source));
    }

    @Test
    void aGridKeepsThem() throws Exception {
        try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
            assertKeeps(TokenStoresGuide.grid(manager.createCache(
                    "tokens", new MutableConfiguration<String, String>().setTypes(String.class, String.class))));
        }
    }

    @Test
    void redisKeepsWhatIsStoredAsLongAsTheThirdArgumentSays() throws Exception {
        assumeTrue(RedisServer.isInstalled(), "Redis is not installed");
        try (RedisServer server = RedisServer.started();
                RedisClient redis = RedisClient.create(server.address())) {
            assertKeeps(TokenStoresGuide.redis(server.address().getHost(), server.port()));

            assertThat(redis.keys("*")).containsExactly("openmsal:" + TokenCache.WHOLE_CACHE);
            assertThat(Duration.ofSeconds(redis.ttl("openmsal:" + TokenCache.WHOLE_CACHE)))
                    .isBetween(Duration.ofDays(89), Duration.ofDays(90));
        }
    }

    @Test
    void aRedisThatIsNotThereIsAFailureThatSaysWhatNext() {
        TokenStore store = TokenStoresGuide.redis("localhost", 1);

        assertThatThrownBy(() -> store.read(TokenCache.WHOLE_CACHE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Redis");
    }

    @Test
    void anyStoreCanBeEncryptedAndGivenToAnApplication() throws Exception {
        MemoryTokenStore memory = new MemoryTokenStore();
        TokenStore encrypted = TokenStoresGuide.encrypted(memory, new byte[32]);

        assertKeeps(encrypted);

        assertThat(memory.read(TokenCache.WHOLE_CACHE).orElseThrow().bytes()).isNotEqualTo(DOCUMENT);
        assertThat(TokenStoresGuide.application("client", encrypted).accounts()).isEmpty();
    }

    private static void assertKeeps(TokenStore store) throws IOException {
        store.update(TokenCache.WHOLE_CACHE, present -> DOCUMENT);

        assertThat(store.read(TokenCache.WHOLE_CACHE).orElseThrow().bytes()).isEqualTo(DOCUMENT);
    }
}
