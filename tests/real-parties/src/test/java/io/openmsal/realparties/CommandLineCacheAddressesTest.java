package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.realparties.CommandLineProcess.Ended;
import io.openmsal.realparties.keyring.GnomeKeyring;
import io.openmsal.realparties.keyring.NeedsGnomeKeyring;
import io.openmsal.realparties.redis.NeedsRedis;
import io.openmsal.servers.RedisServer;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What one run of the command keeps at an address, the next one finds there. */
@Timeout(180)
class CommandLineCacheAddressesTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    Path folder;

    private Emulator emulator;
    private CommandLineProcess msal;
    private Map<String, String> variables;

    @BeforeEach
    void build() throws IOException {
        emulator = EMULATOR.get();
        Path ca = Files.writeString(folder.resolve("ca.pem"), emulator.caCertificatePem());
        msal = new CommandLineProcess(
                folder,
                "--client-id",
                emulator.defaultConfidentialClientId(),
                "--trusted-authority",
                emulator.authority(emulator.tenant("contoso").id()),
                "--ca-cert",
                ca.toString());
        variables = new HashMap<>(
                Map.of("MSAL_CLIENT_SECRET", emulator.defaultClientSecret().reveal()));
    }

    private void assertTheNextRunNeedsNoRequest(String address) throws IOException {
        Ended first = token(address);
        emulator.clearRequests();
        Ended second = token(address);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out()).isNotBlank().isEqualTo(first.out());
        assertThat(emulator.requests()).isEmpty();
        assertThat(first.err() + second.err()).doesNotContain("warning");
    }

    private Ended token(String address) throws IOException {
        return msal.run(variables, "app-token", "--scope", "https://graph.microsoft.com/.default", "--cache", address);
    }

    @Test
    void aFile() throws Exception {
        assertTheNextRunNeedsNoRequest(folder.resolve("cache.json").toString());
    }

    @Nested
    @NeedsRedis
    class WithRedis {

        @Test
        void aRedisWhosePasswordIsInAVariable(RedisServer redis) throws Exception {
            variables.put("MSAL_CACHE_PASSWORD", NeedsRedis.PASSWORD);

            assertTheNextRunNeedsNoRequest(redis.address().toString());
        }

        @Test
        void aRedisThatRefusesCostsAWarningThatSaysWhyAndNoToken(RedisServer redis) throws Exception {
            Ended ended = token(redis.address().toString());

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.err()).contains("cache.write", "NOAUTH").doesNotContain(NeedsRedis.PASSWORD);
        }
    }

    @Nested
    @NeedsGnomeKeyring
    class WithAKeyring {

        @Test
        void theKeyringOfTheSession(GnomeKeyring gnome) throws Exception {
            variables.putAll(gnome.environment());

            assertTheNextRunNeedsNoRequest("keyring:" + folder.resolve("cache"));
        }
    }
}
