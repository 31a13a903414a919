package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.realparties.CommandLineProcess.Ended;
import io.openmsal.realparties.keycloak.Keycloak;
import io.openmsal.realparties.keycloak.KeycloakRealm;
import io.openmsal.realparties.keycloak.NeedsKeycloak;
import io.openmsal.realparties.softhsm.NeedsSoftHsm;
import io.openmsal.realparties.softhsm.SoftHsm;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A daemon whose key was born in a token and never leaves it. */
@NeedsSoftHsm
@Timeout(240)
class KeyInATokenTest {

    private static final String APP = "4b5e8a0c-7f1d-4c7a-9d3f-2f3f8f2f9c21";
    private static final String SCOPE = "https://graph.microsoft.com/.default";

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private final SoftHsm token;
    private final ClientCertificate certificate;
    private Emulator emulator;

    KeyInATokenTest(SoftHsm token) {
        this.token = token;
        this.certificate = ClientCredentials.keyStoreCertificate(token.store(), SoftHsm.ALIAS);
    }

    @BeforeEach
    void register() {
        emulator = EMULATOR.get();
        emulator.add(EmulatorApp.of(APP).withCertificate(token.certificate()));
    }

    private ConfidentialClientApplication daemon(Transport transport, ClientCredential credential) {
        HttpSettings settings = HttpSettings.builder()
                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                .build();
        return ConfidentialClientApplication.builder(APP, credential)
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(transport.adapters(settings))
                .build();
    }

    private EmulatorRequest onlyTokenRequest() {
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN)).hasSize(1);
        return emulator.requests(EmulatorEndpoint.TOKEN).get(0);
    }

    private static String decoded(String token, int part) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]), StandardCharsets.UTF_8);
    }

    @Test
    void cannotTakeTheKeyOutItself() throws Exception {
        Key key = token.store().getKey(SoftHsm.ALIAS, null);

        assertThat(key.getAlgorithm()).isEqualTo("RSA");
        assertThat(key.getEncoded()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void signsAssertionsThatTheServerVerifies(Transport transport) {
        AuthenticationResult result =
                daemon(transport, certificate).acquireTokenForClient(SCOPE).execute();

        assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(decoded(onlyTokenRequest().form().get("client_assertion"), 0))
                .contains("\"alg\":\"PS256\"", "\"x5t#S256\":");
    }

    @Test
    void signsInTheOlderWayWhereThatIsAskedFor() {
        daemon(Transport.JDK, certificate.signingWith(SignatureAlgorithm.RS256))
                .acquireTokenForClient(SCOPE)
                .execute();

        assertThat(decoded(onlyTokenRequest().form().get("client_assertion"), 0))
                .contains("\"alg\":\"RS256\"", "\"x5t\":");
    }

    @Test
    void signsForManyThreadsAtOnce() throws Exception {
        ConfidentialClientApplication app = daemon(Transport.APACHE, certificate);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<AuthenticationResult>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String path = "agent-" + i;
                calls.add(pool.submit(
                        () -> app.acquireTokenForClient(SCOPE).fmiPath(path).execute()));
            }
            for (Future<AuthenticationResult> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void provesItselfInTheTlsHandshakeForATokenThatIsBoundToItsCertificate() {
        AuthenticationResult result = daemon(Transport.APACHE, certificate)
                .acquireTokenForClient(SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();

        String thumbprint = result.bindingIdentity().orElseThrow().thumbprint();
        assertThat(decoded(result.accessToken(), 1)).contains("\"x5t#S256\":\"" + thumbprint + "\"");
        assertThat(onlyTokenRequest().clientCertificate()).contains(token.certificate());
        assertThat(onlyTokenRequest().form()).doesNotContainKey("client_assertion");
    }

    @Nested
    class FromTheCommandLine {

        @TempDir
        private Path folder;

        private CommandLineProcess msal;

        @BeforeEach
        void prepare() throws Exception {
            Path authorities = Files.writeString(folder.resolve("ca.pem"), emulator.caCertificatePem());
            msal = new CommandLineProcess(
                    folder,
                    "--client-id",
                    APP,
                    "--scope",
                    SCOPE,
                    "--trusted-authority",
                    emulator.authority("contoso"),
                    "--ca-cert",
                    authorities.toString());
        }

        private Ended appToken(String pin, String... more) throws Exception {
            List<String> arguments = new ArrayList<>(List.of("app-token"));
            arguments.addAll(List.of(more));
            return msal.run(Map.of("MSAL_KEY_PASSPHRASE", pin), arguments.toArray(String[]::new));
        }

        @Test
        void isFoundByTheConfigurationOfTheProvider() throws Exception {
            Ended ended = appToken(
                    token.pin().reveal(),
                    "--pkcs11",
                    token.javaConfiguration().toString(),
                    "--key-alias",
                    SoftHsm.ALIAS);

            assertThat(ended.err()).isEmpty();
            assertThat(ended.code()).isZero();
            assertThat(onlyTokenRequest().form()).containsKey("client_assertion");
        }

        @Test
        void isFoundByTheLibraryAloneAndShownInTheHandshake() throws Exception {
            Ended ended = appToken(
                    token.pin().reveal(), "--pkcs11", token.library().toString(), "--mtls-pop", "--output", "json");

            assertThat(ended.err()).isEmpty();
            assertThat(ended.document().get("token_type")).isEqualTo("mtls_pop");
            assertThat(onlyTokenRequest().clientCertificate()).contains(token.certificate());
        }

        @Test
        void withAnotherPinIsToldInTheWordOfTheModule() throws Exception {
            Ended wrong =
                    appToken("13579135", "--pkcs11", token.javaConfiguration().toString());
            Ended missing =
                    msal.run("app-token", "--pkcs11", token.javaConfiguration().toString());
            Ended unknown = appToken(
                    token.pin().reveal(), "--pkcs11", token.javaConfiguration().toString(), "--key-alias", "nobody");

            assertThat(List.of(wrong.code(), missing.code(), unknown.code())).containsOnly(2);
            assertThat(wrong.err()).contains("CKR_PIN_INCORRECT").doesNotContain("13579135");
            assertThat(missing.err()).contains("PIN is missing");
            assertThat(unknown.err())
                    .contains(SoftHsm.ALIAS)
                    .doesNotContain(token.pin().reveal());
            assertThat(emulator.requests(EmulatorEndpoint.TOKEN)).isEmpty();
        }
    }

    @Nested
    @NeedsKeycloak
    class AtKeycloak {

        @ParameterizedTest
        @EnumSource
        void signsAssertionsThatItTakes(SignatureAlgorithm algorithm, Keycloak keycloak) {
            String clientId = "daemon-with-a-token-and-" + algorithm;
            keycloak.registerDaemon(clientId, token.certificate(), algorithm);

            AuthenticationResult result = ConfidentialClientApplication.builder(
                            clientId, certificate.signingWith(algorithm))
                    .oidcAuthority(keycloak.issuer())
                    .allowHttpOnLoopback()
                    .adapters(adapters())
                    .build()
                    .acquireTokenForClient(KeycloakRealm.SCOPE)
                    .execute();

            assertThat(decoded(result.accessToken(), 1)).contains("\"azp\":\"" + clientId + "\"");
        }

        private Adapters adapters() {
            return Transport.JDK.adapters();
        }
    }
}
