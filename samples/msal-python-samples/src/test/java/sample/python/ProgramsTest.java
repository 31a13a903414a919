package sample.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkHttpTransport;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.time.TestClock;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each program prints, which is everything it says: never a token. */
class ProgramsTest {

    private static final String GRAPH = "https://graph.microsoft.com/.default";
    private static final String APP_FROM_PROVIDER = "A token of the application from the provider";
    private static final String APP_FROM_CACHE = "A token of the application from the cache";
    private static final String ADA_FROM_PROVIDER = "A token of ada@contoso.example from the provider";
    private static final String ADA_FROM_CACHE = "A token of ada@contoso.example from the cache";

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final Emulator emulator = EMULATOR.get();
    private final Stage stage = new Stage(emulator, CLOCK, new FakeEnvironment());

    @BeforeEach
    void itIsToday() {
        CLOCK.set(Instant.now()); // the certificates that tests make are good today
    }

    @Nested
    class TheConfidentialClientDaemon {

        @Test
        void provesItselfWithItsSecretAtAnyProvider() {
            stage.set("OIDC_AUTHORITY", emulator.oidcAuthority("contoso"))
                    .set("CLIENT_ID", emulator.defaultConfidentialClientId())
                    .set("CLIENT_SECRET", emulator.defaultClientSecret().reveal())
                    .set("SCOPE", GRAPH);

            ConfidentialClientDaemon.run(stage.world(), stage.out);

            assertThat(stage.lines()).containsExactly(APP_FROM_PROVIDER, APP_FROM_CACHE);
            assertThat(emulator.tokenRequestCount()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void provesItselfWithThePfxFileThatItsJsonNames(boolean chain, @TempDir Path folder) throws Exception {
            TestCertificate certificate = TestCertificates.issuedByAuthority();
            Path pfx = Files.write(folder.resolve("app.pfx"), certificate.pfx(Secret.of("pass phrase")));
            registered("daemon", certificate);
            credential(Map.of(
                    "private_key_pfx_path", pfx.toString(), "passphrase", "pass phrase", "public_certificate", chain));

            ConfidentialClientDaemon.run(stage.world(), stage.out);

            assertThat(stage.lines()).containsExactly(APP_FROM_PROVIDER, APP_FROM_CACHE);
            assertThat(assertionHeader().strings("x5c"))
                    .hasSize(chain ? certificate.chain().size() : 0);
        }

        @Test
        void provesItselfWithTheKeyThatStandsInItsJsonAndSendsTheChainAlong() throws Exception {
            TestCertificate certificate = TestCertificates.issuedByAuthority();
            registered("daemon", certificate);
            credential(Map.of(
                    "private_key",
                    certificate.privateKeyPem(),
                    "thumbprint",
                    "A1B2C3",
                    "public_certificate",
                    certificate.chainPem()));

            ConfidentialClientDaemon.run(stage.world(), stage.out);

            assertThat(stage.lines()).containsExactly(APP_FROM_PROVIDER, APP_FROM_CACHE);
            assertThat(assertionHeader().strings("x5c")).hasSameSizeAs(certificate.chain());
        }

        @Test
        void saysThatAThumbprintDoesNotStandForTheCertificate() {
            TestCertificate certificate = TestCertificates.valid();
            registered("daemon", certificate);
            credential(Map.of("private_key", certificate.privateKeyPem(), "thumbprint", "A1B2C3"));

            assertThatThrownBy(() -> ConfidentialClientDaemon.run(stage.world(), stage.out))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("thumbprint")
                    .hasMessageContaining("public_certificate");
        }

        @Test
        void saysThatNoOtherKindOfCredentialIsTaken() {
            credential(Map.of("client_assertion", "canary", "private_key_pfx_path", ""));

            assertThatThrownBy(() -> ConfidentialClientDaemon.run(stage.world(), stage.out))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("neither private_key_pfx_path nor private_key")
                    .hasMessageNotContaining("canary");
        }

        private void credential(Map<String, Object> json) {
            stage.set("CLIENT_CREDENTIAL_JSON", new GsonJsonCodec().write(json));
        }

        private JsonObject assertionHeader() throws MalformedJsonException {
            String assertion =
                    emulator.requests(EmulatorEndpoint.TOKEN).get(0).form().getOrDefault("client_assertion", "");
            byte[] header = Base64.getUrlDecoder().decode(assertion.substring(0, assertion.indexOf('.')));
            return JsonObject.parse(new GsonJsonCodec(), new String(header, StandardCharsets.UTF_8));
        }
    }

    @Nested
    class TheInteractiveSignIn {

        @Test
        void opensTheBrowserOnceAndShowsTheTokenToTheApi() {
            FakeHttpTransport api = new FakeHttpTransport();
            api.when(request -> true).reply(200, "{}");
            stage.set("USERNAME", Stage.ADA).set("ENDPOINT", "https://api.example/me");

            InteractiveSignIn.run(
                    stage.world(request -> request.uri().getHost().equals("api.example")
                            ? api.send(request)
                            : emulator.transport().send(request)),
                    stage.out);

            assertThat(stage.lines())
                    .containsExactly(
                            "Your browser opens. Sign in there and come back.",
                            ADA_FROM_PROVIDER,
                            "https://api.example/me answered 200",
                            ADA_FROM_CACHE,
                            "https://api.example/me answered 200");
            assertThat(api.lastRequest().header("Authorization"))
                    .hasValueSatisfying(header -> assertThat(header).startsWith("Bearer "));
        }
    }

    @Nested
    class TheDeviceFlow {

        @Test
        void showsTheCodeAndWaitsForThePerson() {
            DeviceFlow.run(stage.world(), new PrintStream(stage.out, true, StandardCharsets.UTF_8) {
                @Override
                public void println(String line) {
                    super.println(line);
                    Matcher code = Pattern.compile("enter the code (\\S+)").matcher(line);
                    if (code.find()) {
                        emulator.approveDeviceCode(code.group(1), Stage.ADA);
                    }
                }
            });

            assertThat(stage.lines()).hasSize(3).endsWith(ADA_FROM_PROVIDER, ADA_FROM_CACHE);
            assertThat(stage.lines().get(0)).contains("enter the code");
        }
    }

    @Nested
    class TheUsernamePassword {

        private void run() {
            stage.set("USERNAME", Stage.ADA);
            UsernamePassword.run(stage.world(), () -> Secret.of("ada-password"), stage.out);
        }

        @Test
        void asksForThePasswordOnce() {
            emulator.consent(Stage.ADA, emulator.defaultPublicClientId(), "User.Read");

            run();

            assertThat(stage.lines()).containsExactly(ADA_FROM_PROVIDER, ADA_FROM_CACHE);
            assertThat(emulator.tokenRequestCount()).isEqualTo(1);
        }

        @Test
        void saysThatNobodyHasConsented() {
            run();

            assertThat(stage.lines()).containsExactly("Nobody has consented yet. Sign in once with InteractiveSignIn.");
        }

        @Test
        void saysThatAPasswordIsNotEnough() {
            emulator.nextTokenRequest(Fault.interactionRequired("basic_action"));

            run();

            assertThat(stage.lines()).containsExactly("A password is not enough: BASIC_ACTION");
        }
    }

    @Nested
    class TheManagedIdentity {

        @Test
        void isTheOneThatItsJsonNames() throws Exception {
            try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE, CLOCK)) {
                Stage azure = new Stage(emulator, CLOCK, host.environment())
                        .set("RESOURCE", "https://vault.azure.net")
                        .set("MANAGED_IDENTITY", "{\"ManagedIdentityIdType\":\"ClientId\",\"Id\":\"identity-1\"}");

                ManagedIdentity.run(azure.world(new JdkHttpTransport(HttpSettings.defaults())), azure.out);

                assertThat(azure.lines()).containsExactly(APP_FROM_PROVIDER, APP_FROM_CACHE);
                assertThat(host.requests())
                        .singleElement()
                        .satisfies(request -> assertThat(request.requestLine()).contains("client_id=identity-1"));
            }
        }
    }

    @Nested
    class TheRefreshTokenMigration {

        @Test
        void movesWhoeverCanBeMoved(@TempDir Path folder) throws Exception {
            String refreshToken = refreshTokenOfAda(folder.resolve("elsewhere.json"));
            Path file = folder.resolve("here.json");
            stage.set("CACHE_FILE", file.toString());

            RefreshTokenMigration.run(
                    stage.world(), new BufferedReader(new StringReader("unknown\n" + refreshToken)), stage.out);

            assertThat(stage.lines())
                    .containsExactly("Line 1: invalid_grant", "Line 2: moved", "In the cache now: ada@contoso.example");
            PublicClientApplication later = keptIn(file);
            assertThat(later.acquireTokenSilent(later.accounts().get(0), "User.Read")
                            .execute()
                            .source())
                    .isEqualTo(TokenSource.CACHE);
        }

        @Test
        void usesUpNoFurtherTokenOnceTheProviderDidNotSayWhoseANewOneIs(@TempDir Path folder) throws Exception {
            stage.set("CACHE_FILE", folder.resolve("here.json").toString());
            emulator.faults()
                    .next(
                            EmulatorEndpoint.TOKEN,
                            Fault.body(
                                    200,
                                    "application/json",
                                    "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"rt\"}"));

            RefreshTokenMigration.run(stage.world(), new BufferedReader(new StringReader("foreign\nnext")), stage.out);

            assertThat(stage.lines())
                    .containsExactly(
                            "Line 1: not moved, the provider did not say whose it is",
                            "Its new refresh token is lost and the old one may be used up, so the lines after it were not tried.",
                            "In the cache now: ");
            assertThat(emulator.requests()).hasSize(1);
        }

        @Test
        void doesNotCallThoseMovedOfWhomTheProviderSaysNothing(@TempDir Path folder) throws Exception {
            stage.set("CACHE_FILE", folder.resolve("here.json").toString());
            String answer = "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
            emulator.faults().next(EmulatorEndpoint.TOKEN, Fault.body(200, "application/json", answer));

            RefreshTokenMigration.run(stage.world(), new BufferedReader(new StringReader("foreign\nnext")), stage.out);

            assertThat(stage.lines())
                    .containsExactly(
                            "Line 1: not moved, the provider did not say whose it is",
                            "Line 2: invalid_grant",
                            "In the cache now: ");
        }

        private String refreshTokenOfAda(Path file) throws Exception {
            Account ada = keptIn(file)
                    .acquireTokenInteractive("User.Read")
                    .execute()
                    .account()
                    .orElseThrow();
            assertThat(ada.username()).isEqualTo(Stage.ADA);
            byte[] document =
                    storeIn(file).read(TokenCache.WHOLE_CACHE).orElseThrow().bytes();
            Map<?, ?> cache = (Map<?, ?>) new GsonJsonCodec().read(new String(document, StandardCharsets.UTF_8));
            Map<?, ?> entries = (Map<?, ?>) cache.get("RefreshToken");
            return Settings.text((Map<?, ?>) entries.values().iterator().next(), "secret")
                    .orElseThrow();
        }

        private PublicClientApplication keptIn(Path file) {
            return PublicClientApplication.builder(emulator.defaultPublicClientId())
                    .trustedAuthority(emulator.authority("contoso"))
                    .tokenStore(storeIn(file))
                    .adapters(stage.world())
                    .build();
        }

        private static TokenStore storeIn(Path file) {
            return new SingleFileTokenStore(file, TokenCache.WHOLE_CACHE);
        }
    }

    @Nested
    class TheVaultCertificateDaemon {

        @Test
        void letsTheVaultSign() throws Exception {
            TestCertificate certificate = TestCertificates.valid();
            try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE, CLOCK)) {
                Stage azure = new Stage(emulator, CLOCK, host.environment())
                        .set("VAULT", "https://vault.example")
                        .set("CERTIFICATE", "contoso")
                        .set("SCOPE", GRAPH)
                        .set("CLIENT_ID", "daemon");
                emulator.add(EmulatorApp.of("daemon").withCertificate(certificate.certificate()));
                JdkHttpTransport network = new JdkHttpTransport(HttpSettings.defaults());

                VaultCertificateDaemon.run(
                        azure.world(request -> switch (request.uri().getHost()) {
                            case "vault.example" -> vault(certificate, request);
                            case "127.0.0.1" -> network.send(request);
                            default -> emulator.transport().send(request);
                        }),
                        azure.out);

                assertThat(azure.lines()).containsExactly(APP_FROM_PROVIDER, APP_FROM_CACHE);
            }
        }

        /** As Azure Key Vault answers: the certificate in DER, and a signature of a hash. */
        private HttpResponse vault(TestCertificate certificate, HttpRequest request) {
            assertThat(request.headers().first("Authorization")).contains("Bearer emulated-token-1");
            try {
                if (request.uri().getPath().equals("/certificates/contoso")) {
                    return answer(
                            "cer",
                            Base64.getEncoder()
                                    .encodeToString(certificate.certificate().getEncoded()));
                }
                assertThat(request.uri().getPath()).isEqualTo("/keys/contoso/sign");
                Map<?, ?> question =
                        (Map<?, ?>) new GsonJsonCodec().read(new String(request.body(), StandardCharsets.UTF_8));
                assertThat(question.get("alg")).isEqualTo("PS256");
                byte[] hash = Base64.getUrlDecoder().decode((String) question.get("value"));
                byte[] signature = HashSignatures.ps256(certificate.privateKey(), hash);
                return answer("value", Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }

        private HttpResponse answer(String name, String value) {
            return new HttpResponse(
                    200,
                    HttpHeaders.empty(),
                    new GsonJsonCodec().write(Map.of(name, value)).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class TheSettings {

        @Test
        void nameTheVariableThatIsMissing() {
            assertThatThrownBy(() -> new Settings(stage.world()).get("RESOURCE"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("RESOURCE");
        }

        @Test
        void refuseJsonThatIsNoneWithoutRepeatingIt() {
            stage.set("CLIENT_CREDENTIAL_JSON", "[\"canary\"");

            assertThatThrownBy(() -> new Settings(stage.world()).clientCredential())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("CLIENT_CREDENTIAL_JSON")
                    .message()
                    .doesNotContain("canary");
        }

        @Test
        void pointAtTheAuthorityWhichIsChecked() {
            stage.set("TRUSTED_AUTHORITY", "").set("AUTHORITY", "https://login.unknown.example/contoso");

            assertThatThrownBy(() -> InteractiveSignIn.run(stage.world(), stage.out))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("login.unknown.example");
        }
    }

    private void registered(String clientId, TestCertificate certificate) {
        emulator.add(EmulatorApp.of(clientId).withCertificate(certificate.certificate()));
        stage.set("CLIENT_ID", clientId).set("SCOPE", GRAPH);
    }
}
