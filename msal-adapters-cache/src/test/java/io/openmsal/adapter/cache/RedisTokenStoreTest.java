package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.port.Secret;
import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.TokenStore;
import io.openmsal.port.store.UnreadablePartitionException;
import io.openmsal.servers.RedisServer;
import io.openmsal.testing.store.TokenStoreContract;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

@Timeout(120)
class RedisTokenStoreTest extends TokenStoreContract {

    private static RedisServer server;
    private static RedisClient redis;

    @BeforeAll
    static void startServer() throws Exception {
        assumeTrue(RedisServer.isInstalled(), "Redis is not installed");
        server = RedisServer.started();
        redis = RedisClient.create(server.address());
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            redis.close();
            server.close();
        }
    }

    @Override
    protected TokenStore store() {
        redis.flushAll();
        return new RedisTokenStore(redis, "test:");
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new RedisTokenStore(redis, "test:");
    }

    @Override
    protected boolean layBeyondReading(String partition) {
        redis.lpush("test:" + partition, "somebody else's");
        return true;
    }

    @Test
    void anAddressIsEnoughToReachIt() throws Exception {
        TokenStore store = RedisTokenStore.connecting(server.address(), Optional.empty(), "test:");

        store.update("p", present -> "{}".getBytes());

        assertThat(redis.get("test:p")).isEqualTo("{}");
    }

    @Test
    @SuppressWarnings("deprecation") // the client has no method of its own for ACL
    void aUserAndAPasswordOfAnyLettersReachIt() throws Exception {
        redis.sendCommand(Protocol.Command.ACL, "SETUSER", "ada", "on", ">p@ss:canary/4711", "~*", "&*", "+@all");
        URI asAda = URI.create(server.address().toString().replace("//", "//ada@"));

        TokenStore store = RedisTokenStore.connecting(asAda, Optional.of(Secret.of("p@ss:canary/4711")), "test:");
        store.update("p", present -> "{}".getBytes());

        assertThat(redis.get("test:p")).isEqualTo("{}");
    }

    @Test
    void aPasswordThatTheServerDoesNotKnowIsRefusedWithoutShowingIt() {
        URI asNobody = URI.create(server.address().toString().replace("//", "//nobody@"));
        TokenStore store = RedisTokenStore.connecting(asNobody, Optional.of(Secret.of("canary-4711")), "test:");

        assertThatThrownBy(() -> store.read("p"))
                .isInstanceOf(IOException.class)
                .extracting(failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    return trace.toString();
                })
                .asString()
                .contains("WRONGPASS")
                .doesNotContain("canary");
    }

    @Test
    void keysAreThePrefixAndTheNameAndLiveUntilDeleted() throws Exception {
        another(null).update("p", present -> "{}".getBytes());

        assertThat(redis.get("test:p")).isEqualTo("{}");
        assertThat(redis.pttl("test:p")).isEqualTo(-1);
    }

    @Test
    void storesOfOtherPrefixesAreApartAlsoWhenOnePrefixBeginsWithTheOther() throws Exception {
        TokenStore other = new RedisTokenStore(redis, "test:other:");
        other.update("p", present -> new byte[] {1});

        assertThat(another(null).partitions()).isEmpty();
        assertThat(another(null).read("p")).isEmpty();
        assertThat(other.partitions()).containsExactly("p");
    }

    @Test
    void everyPartitionIsListedWhenThereAreMoreThanOneScanGives() throws Exception {
        IntStream.range(0, 2_000).forEach(i -> redis.set("test:p" + i, ""));

        assertThat(another(null).partitions()).hasSize(2_000).contains("p0", "p1999");
    }

    @Test
    void theTimeToLiveIsTheCallersAndAskedWithTheContentOfEachWrite() throws Exception {
        TokenStore store = new RedisTokenStore(redis, "test:", content -> Duration.ofMinutes(content[0]));

        store.update("p", present -> new byte[] {10});
        assertThat(redis.pttl("test:p")).isBetween(9 * 60_000L, 10 * 60_000L);
        store.update("p", present -> new byte[] {20});
        assertThat(redis.pttl("test:p")).isBetween(19 * 60_000L, 20 * 60_000L);
    }

    @Test
    void aTimeToLiveThatIsOverForgetsThePartition() throws Exception {
        TokenStore store = new RedisTokenStore(redis, "test:", content -> Duration.ofMinutes(-1));

        store.update("p", present -> new byte[1]);

        while (store.read("p").isPresent()) {
            Thread.onSpinWait();
        }
        assertThat(store.partitions()).isEmpty();
    }

    @Test
    void whatHasAnEndIsForgottenThenAlsoWhereItIsEncrypted() throws Exception {
        for (TokenStore store : List.of(
                another(null),
                new EncryptedTokenStore(another(null), EncryptionKeys.of(new EncryptionKey("2026", new byte[32]))))) {
            redis.flushAll();

            store.update("p", new Needed(Duration.ofHours(1)));

            assertThat(redis.pttl("test:p")).as("%s", store).isBetween(59 * 60_000L, 60 * 60_000L);
        }
    }

    @Test
    void whatHasNoEndAnyMoreStays() throws Exception {
        TokenStore store = another(null);
        store.update("p", new Needed(Duration.ofHours(1)));

        store.update("p", present -> new byte[] {2});

        assertThat(redis.pttl("test:p")).isEqualTo(-1);
    }

    @Test
    void whatHasAnEndBeyondAllTimesStays() throws Exception {
        another(null).update("p", new Needed(ChronoUnit.FOREVER.getDuration()));

        assertThat(redis.pttl("test:p")).isEqualTo(-1);
    }

    @Test
    void ofItsEndAndTheCallersTimeToLiveTheEarlierOneHolds() throws Exception {
        TokenStore store = new RedisTokenStore(redis, "test:", content -> Duration.ofMinutes(10));

        store.update("p", new Needed(Duration.ofHours(1)));
        assertThat(redis.pttl("test:p")).isBetween(9 * 60_000L, 10 * 60_000L);
        store.update("q", new Needed(Duration.ofMinutes(5)));
        assertThat(redis.pttl("test:q")).isBetween(4 * 60_000L, 5 * 60_000L);
    }

    @Test
    void whatIsForgottenBetweenReadingAndWritingIsMissedAndTheChangeMadeAnew() throws Exception {
        TokenStore store = another(null);
        String version = store.update("p", new Needed(Duration.ofHours(1))).version();
        List<Boolean> found = new ArrayList<>();

        store.update("p", present -> {
            found.add(present.isPresent());
            forget("test:p");
            return new byte[] {2};
        });

        assertThat(found).containsExactly(true, false);
        assertThat(store.read("p").orElseThrow().bytes()).containsExactly(2);
        assertThat(store.deleteUnchanged("p", version)).isFalse();
        forget("test:p");
        assertThat(store.read("p")).isEmpty();
        assertThat(store.partitions()).isEmpty();
    }

    private static void forget(String key) {
        redis.pexpire(key, 1);
        while (redis.exists(key)) {
            Thread.onSpinWait();
        }
    }

    private record Needed(Duration time) implements PartitionChange {

        @Override
        public byte[] apply(Optional<byte[]> present) {
            return new byte[] {1};
        }

        @Override
        public Optional<Duration> neededFor() {
            return Optional.of(time);
        }
    }

    @Test
    void aValueOfAnotherTypeIsSaidWithItsRemedy() {
        redis.lpush("test:p", "secret");

        assertThatThrownBy(() -> another(null).read("p"))
                .isInstanceOf(UnreadablePartitionException.class)
                .hasMessage(
                        "Redis refused with WRONGTYPE. Something else wrote that key: give the store a prefix of its own.")
                .hasNoCause();
    }

    @Test
    void aServerThatWantsAPasswordIsSaidSo() {
        redis.configSet("requirepass", "pw");
        try (RedisClient stranger = RedisClient.create(server.address())) {
            assertThatThrownBy(() -> new RedisTokenStore(stranger, "test:").read("p"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Redis refused with NOAUTH. Give the client the user and password of this server.");
        } finally {
            redis.configSet("requirepass", "");
        }
    }

    @Test
    void aClientThatIsClosedIsAnIoException() {
        RedisClient closed = RedisClient.create(server.address());
        closed.close();

        assertThatThrownBy(() -> new RedisTokenStore(closed, "test:").read("p"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Redis could not be asked");
    }

    @Test
    void whoIsInterruptedWhileOthersHaveAllConnectionsIsToldThatAndNothingOfTheServer() {
        ConnectionPoolConfig one = new ConnectionPoolConfig();
        one.setMaxTotal(1);
        try (RedisClient client = RedisClient.builder()
                        .hostAndPort("127.0.0.1", server.port())
                        .poolConfig(one)
                        .build();
                Connection borrowed = client.getPool().getResource()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> new RedisTokenStore(client, "test:").read("p"))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("Interrupted while waiting for Redis");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aServerThatDiesAndComesBackHasLostNothingAcknowledged() throws Exception {
        TokenStore store = another(null);
        store.update("p", present -> new byte[] {1});

        server.crash();
        try {
            assertThatThrownBy(() -> store.read("p"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Check that the server runs");
            assertThatThrownBy(() -> store.update("p", present -> new byte[] {2}))
                    .isInstanceOf(IOException.class);
        } finally {
            server.start();
        }

        // each idle connection of the pool finds out by itself that it is broken
        Object read = null;
        for (int i = 0; i < 20 && read == null; i++) {
            try {
                read = store.read("p").orElseThrow().bytes();
            } catch (IOException brokenConnection) {
                assertThat(brokenConnection).hasMessageContaining("Redis could not be asked");
            }
        }
        assertThat(read).isEqualTo(new byte[] {1});
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*", "a?", "[a]", "a b", "a\\", "\u00e4"})
    void prefixesThatWouldBePatternsAreRefused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RedisTokenStore(redis, prefix));
    }
}
