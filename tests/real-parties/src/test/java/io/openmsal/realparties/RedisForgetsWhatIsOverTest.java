package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.adapter.cache.EncryptedTokenStore;
import io.openmsal.adapter.cache.EncryptionKey;
import io.openmsal.adapter.cache.EncryptionKeys;
import io.openmsal.adapter.cache.RedisTokenStore;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.port.store.TokenStore;
import io.openmsal.realparties.redis.NeedsRedis;
import io.openmsal.servers.RedisServer;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Tokens of an application and of a person in one Redis, plain and encrypted. */
@NeedsRedis
@Timeout(120)
class RedisForgetsWhatIsOverTest {

    private static final String ADA = "ada@contoso.example";
    private static final URI REDIRECT = URI.create("https://app.example/after");
    private static final String PREFIX = "over:";
    private static final long MINUTE = 60_000;
    private static final long FOR_GOOD = -1;

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private Emulator emulator;
    private RedisClient redis;

    @BeforeEach
    void connect(RedisServer server) throws Exception {
        URI address = server.address();
        redis = RedisClient.create(new URI(
                address.getScheme(),
                ":" + NeedsRedis.PASSWORD,
                address.getHost(),
                address.getPort(),
                null,
                null,
                null));
        redis.flushAll();
        emulator = EMULATOR.get();
        emulator.consent(ADA, emulator.defaultConfidentialClientId(), "User.Read");
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private static TokenStore encrypted(TokenStore inner) {
        return new EncryptedTokenStore(inner, EncryptionKeys.of(new EncryptionKey("2026", new byte[32])));
    }

    private ConfidentialClientApplication server(TokenStore store) {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .transport(emulator.transport())
                .tokenStore(store, StoreOptions.perPartition())
                .build();
    }

    private static void getOwnToken(ConfidentialClientApplication server) {
        server.acquireTokenForClient("https://graph.microsoft.com/.default").execute();
    }

    private void signIn(ConfidentialClientApplication server) {
        PendingSignIn pending = server.signIn(REDIRECT, "User.Read").begin();
        server.acquireTokenByAuthorizationCode(pending, emulator.signIn(pending.authorizationUri(), ADA))
                .execute();
    }

    /** How long the only document of a kind stays, in milliseconds. */
    private long timeLeft(String kind) {
        return redis.pttl(
                redis.keys(PREFIX + "msal_" + kind + "_*").stream().findAny().orElseThrow());
    }

    @ParameterizedTest(name = "encrypted: {0}")
    @ValueSource(booleans = {false, true})
    void anApplicationsOwnTokenOfAnHourStaysForAnHourAndAPersonWithARefreshTokenForGood(boolean isEncrypted) {
        UnaryOperator<TokenStore> form = isEncrypted ? RedisForgetsWhatIsOverTest::encrypted : UnaryOperator.identity();
        ConfidentialClientApplication server = server(form.apply(new RedisTokenStore(redis, PREFIX)));

        getOwnToken(server);
        signIn(server);

        assertThat(timeLeft("app")).isBetween(58 * MINUTE, 60 * MINUTE);
        assertThat(timeLeft("user")).isEqualTo(FOR_GOOD);
    }

    @Test
    void theCallersTimeToLiveBoundsBoth() {
        ConfidentialClientApplication server =
                server(encrypted(new RedisTokenStore(redis, PREFIX, content -> Duration.ofHours(12))));

        getOwnToken(server);
        signIn(server);

        assertThat(timeLeft("app")).isBetween(58 * MINUTE, 60 * MINUTE);
        assertThat(timeLeft("user")).isBetween(719 * MINUTE, 720 * MINUTE);
    }
}
