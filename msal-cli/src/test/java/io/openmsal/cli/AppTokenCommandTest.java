package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AppTokenCommandTest {

    private static final String SECRET = "MSAL_CLIENT_SECRET";
    private static final String CERTIFIED = "11111111-2222-3333-4444-555555555555";

    private static final TestCertificate CERTIFICATE = TestCertificates.valid();

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path directory;

    private Emulator emulator;
    private TestShell shell;

    @BeforeEach
    void setUp() {
        emulator = extension.get();
        shell = new TestShell().trusting(emulator, directory);
    }

    private TestShell.Ended appToken(String... more) {
        return appTokenOf(emulator.defaultConfidentialClientId(), more);
    }

    private TestShell.Ended appTokenOf(String clientId, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("app-token", "--client-id", clientId, "--scope", "api://demo/.default"));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private String secret() {
        return emulator.defaultClientSecret().reveal();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Nested
    class TheSecret {

        @Test
        void comesFromTheEnvironment() {
            var token = appTokenWithSecret();

            assertThat(token.code()).isZero();
            assertThat(token.err()).isEmpty();
            assertThat(token.out().trim()).matches("[A-Za-z0-9_.-]{100,}");
        }

        @Test
        void comesFromAFile() throws Exception {
            Path file = file("secret", secret() + "\n");

            assertThat(appToken("--client-secret-file", file.toString()).code()).isZero();
        }

        @Test
        void comesThroughAPipe() {
            shell.piped(secret() + "\r\n");

            assertThat(appToken("--client-secret-file", "-").code()).isZero();
        }

        @Test
        void isAskedForAtATerminal() {
            shell.typed(secret());

            assertThat(appToken().code()).isZero();
        }

        @Test
        void isMissingWhenNobodyCanBeAsked() {
            var token = appToken();

            assertThat(token.code()).isEqualTo(2);
            assertThat(token.err()).contains(SECRET, "--client-secret-file", "--certificate");
        }

        @Test
        void isRefusedOnTheCommandLineWithoutBeingRepeated() {
            for (String[] given : new String[][] {
                {"--client-secret", "canary-secret"}, {"--client-secret=canary-secret"}, {"--secret=canary-secret"}
            }) {
                var token = appToken(given);

                assertThat(token.code()).isEqualTo(2);
                assertThat(token.err()).isNotEmpty().doesNotContain("canary");
            }
            assertThat(appToken("--client-secret", "canary-secret").err()).contains("--client-secret-file");
        }

        private TestShell.Ended appTokenWithSecret() {
            shell.variable(SECRET, secret());
            return appToken();
        }
    }

    @Nested
    class TheCertificate {

        @BeforeEach
        void register() {
            emulator.add(EmulatorApp.of(CERTIFIED).withCertificate(CERTIFICATE.certificate()));
        }

        @Test
        void andItsKeyAreFiles() throws Exception {
            Path certificate = file("app.crt", CERTIFICATE.certificatePem());
            Path key = file("app.key", CERTIFICATE.privateKeyPem());

            var token = appTokenOf(CERTIFIED, "--certificate", certificate.toString(), "--key", key.toString());

            assertThat(token.err()).isEmpty();
            assertThat(token.code()).isZero();
        }

        @Test
        void mayHoldItsKeyToo() throws Exception {
            Path both = file("app.pem", CERTIFICATE.certificatePem() + CERTIFICATE.privateKeyPem());

            assertThat(appTokenOf(CERTIFIED, "--certificate", both.toString()).code())
                    .isZero();
        }

        @Test
        void hasAKeyWithAPassphraseFromTheEnvironmentOrAPrompt() throws Exception {
            Path certificate = file("app.crt", CERTIFICATE.certificatePem());
            Path key = file("app.key", CERTIFICATE.encryptedPrivateKeyPem(Secret.of("open sesame")));
            String[] options = {"--certificate", certificate.toString(), "--key", key.toString()};

            assertThat(appTokenOf(CERTIFIED, options).code()).isEqualTo(2);

            shell.typed("open sesame");
            assertThat(appTokenOf(CERTIFIED, options).code()).isZero();

            shell.variable("MSAL_KEY_PASSPHRASE", "canary passphrase");
            var wrong = appTokenOf(CERTIFIED, options);
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).doesNotContain("canary");
        }

        @Test
        void excludesASecretAndIsNeededForAKey() {
            assertThat(appToken("--certificate", "a", "--client-secret-file", "b")
                            .code())
                    .isEqualTo(2);
            assertThat(appToken("--key", "a").err()).contains("--certificate");
        }
    }

    @Nested
    class TheCache {

        @Test
        void servesTheNextProcess() {
            shell.variable(SECRET, secret())
                    .always("--cache", directory.resolve("c").toString());
            appToken();
            emulator.clearRequests();

            assertThat(appToken("--output", "json").json())
                    .containsEntry("token_source", "cache")
                    .containsOnlyKeys("access_token", "token_type", "expires_in", "scope", "token_source");
            assertThat(emulator.requests()).isEmpty();
        }
    }

    @Nested
    class AFailure {

        @BeforeEach
        void secretIsSet() {
            shell.variable(SECRET, secret());
        }

        @Test
        void ofAWrongSecretIsTheProvidersRefusal() {
            shell.variable(SECRET, "canary-wrong-secret");

            var text = appToken();
            assertThat(text.code()).isEqualTo(1);
            assertThat(text.out()).isEmpty();
            assertThat(text.err()).contains("invalid_client").doesNotContain("canary", "\tat ");

            var json = appToken("--output", "json");
            assertThat(json.code()).isEqualTo(1);
            assertThat(json.err()).isEmpty();
            assertThat(json.json())
                    .containsOnlyKeys(
                            "error",
                            "error_description",
                            "error_codes",
                            "error_uri",
                            "correlation_id",
                            "trace_id",
                            "kind")
                    .hasEntrySatisfying(
                            "error_uri", page -> assertThat((String) page).endsWith("/error?code=7000215"))
                    .containsEntry("error", "invalid_client")
                    .containsEntry("error_codes", List.of(7000215L))
                    .containsEntry("kind", "service");
        }

        @Test
        void ofTheNetworkSaysSo() throws Exception {
            int nobodyListens;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                nobodyListens = socket.getLocalPort();
            }
            shell = new TestShell().variable(SECRET, "x");

            var token = appToken("--trusted-authority", "https://localhost:" + nobodyListens + "/contoso");

            assertThat(token.code()).isEqualTo(4);
            assertThat(token.err()).contains("localhost");
        }

        @Test
        void ofTrustIsOneOfTheNetwork() {
            shell = new TestShell().variable(SECRET, "x");

            var token = appToken("--trusted-authority", emulator.authority("contoso"), "--output", "json");

            assertThat(token.code()).isEqualTo(4);
            assertThat(token.json()).containsEntry("kind", "transport");
        }

        @Test
        void ofPatienceSaysUntilWhen() {
            emulator.nextTokenRequest(Fault.tooManyRequests(Duration.ofMinutes(5)));
            var text = appToken();
            assertThat(text.code()).isEqualTo(1);
            assertThat(text.err()).containsPattern("Not before 20[0-9-]+T[0-9:.]+Z");

            emulator.nextTokenRequest(Fault.tooManyRequests(Duration.ofMinutes(5)));
            assertThat(appToken("--output", "json").json())
                    .containsKey("retry_at")
                    .containsEntry("kind", "throttled");
        }

        @Test
        void ofATenantThatIsNoneIsToldBeforeAnythingIsSent() {
            assertThat(appToken("--tenant", "common").err())
                    .contains("/common stands for many", "Name the tenant", "--authority https://HOST/TENANT");
            assertThat(appToken("--tenant", "Common").err()).contains("/common stands for many", "Name the tenant");
            assertThat(emulator.tokenRequestCount()).isZero();
        }

        @Test
        void ofATenantIsNoneWhereAPathOnlyReadsLikeOne() {
            shell = new TestShell().variable(SECRET, "x");

            assertThat(appToken("--oidc-authority", "https://localhost:1/common")
                            .err())
                    .doesNotContain("stands for many");
        }

        @Test
        void ofTimeIsATimeout() {
            emulator.nextTokenRequest(Fault.slow(Duration.ofSeconds(20)));

            var late = appToken("--timeout", "0.8");

            assertThat(late.code()).isEqualTo(5);
            assertThat(late.err()).contains("On this command line: --timeout");
        }

        @Test
        void ofAPortalInBetweenIsNoCrash() {
            emulator.nextTokenRequest(Fault.html(200));

            var token = appToken();

            assertThat(token.code()).isEqualTo(1);
            assertThat(token.err()).contains("localhost").doesNotContain("<title>");
        }
    }
}
