package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.shape.SignedHttpRequest;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.browser.FakeBrowser;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.http.FakeHttpTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of the guide: the builders as they stand, the flows against the emulator. */
class GettingStartedTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private Emulator emulator;
    private FakeBrowser browser;
    private PublicClientApplication desktop;
    private ConfidentialClientApplication daemon;
    private Adapters adapters;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        browser = new FakeBrowser().signingIn(address -> emulator.signIn(address, "ada@contoso.example"));
        adapters = Adapters.jdkOnly(
                        HttpSettings.builder()
                                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                                .build(),
                        EventSink.none())
                .withBrowser(browser);
        desktop = PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters)
                .build();
        daemon = ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters)
                .build();
    }

    @Test
    void aPersonSignsInAndIsServedSilentlyAfterwards() {
        assertThat(GettingStarted.signInOnce(desktop).account()).isPresent();
        assertThat(GettingStarted.silentOrInteractive(desktop).source()).isEqualTo(TokenSource.CACHE);
        assertThat(GettingStarted.failures(desktop, desktop.accounts().get(0))).isNotEmpty();
    }

    @Test
    void aPersonSignsInOnAnotherDeviceWhileNobodyWaits() {
        StringBuilder page = new StringBuilder();

        DeviceCode code = GettingStarted.deviceCodeOnAPage(desktop, page::append);
        emulator.approveDeviceCode(code.userCode(), "ada@contoso.example");

        assertThat(page).contains(code.userCode());
        assertThat(GettingStarted.deviceCodeUsed(desktop, code)).isPresent();
    }

    @Test
    void aPersonSignsInOnAnotherDevice() {
        emulator.deviceCodeInterval(java.time.Duration.ofSeconds(1));
        List<String> shown = new ArrayList<>();

        AuthenticationResult result = GettingStarted.deviceCode(desktop, message -> {
            shown.add(message);
            var matcher = java.util.regex.Pattern.compile("[A-Z0-9]{4,}-?[A-Z0-9]{4,}")
                    .matcher(message);
            assertThat(matcher.find()).isTrue();
            emulator.approveDeviceCode(matcher.group(), "ada@contoso.example");
        });

        assertThat(result.account()).isPresent();
        assertThat(shown).hasSize(1);
    }

    @Test
    void aPersonSignsInWithAPassword() {
        emulator.consent("ada@contoso.example", desktop.clientId(), "User.Read");

        assertThat(GettingStarted.password(desktop, "ada-password").account()).isPresent();
    }

    @Test
    void aDaemonGetsItsTokenNowAndLater() throws Exception {
        assertThat(GettingStarted.appToken(daemon).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            assertThat(GettingStarted.later(daemon, executor)
                            .get(60, TimeUnit.SECONDS)
                            .source())
                    .isEqualTo(TokenSource.CACHE);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aWebApplicationSignsAPersonInInTwoSteps() {
        PendingSignIn pending = GettingStarted.beginWebSignIn(daemon);
        assertThat(pending.authorizationUri())
                .as("with a posted answer no browser sends a session's cookie that is SameSite=Lax")
                .hasParameter("response_mode", "query");

        AuthenticationResult result = GettingStarted.completeWebSignIn(
                daemon, pending, emulator.signIn(pending.authorizationUri(), "ada@contoso.example"));

        assertThat(result.account()).isPresent();
    }

    @Test
    void everyBuilderBuilds(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificates.valid();
        Path pem = Files.writeString(folder.resolve("cert.pem"), certificate.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), certificate.privateKeyPem());

        assertThat(GettingStarted.desktop("client-1").clientId()).isEqualTo("client-1");
        assertThat(GettingStarted.daemon("client-1", "secret").clientId()).isEqualTo("client-1");
        assertThat(GettingStarted.withCertificate("client-1", pem, key).clientId())
                .isEqualTo("client-1");
        assertThat(GettingStarted.withFile("client-1", folder.resolve("cache.json"))
                        .accounts())
                .isEmpty();
        assertThat(GettingStarted.behindAProxy("client-1", certificate.certificatePem())
                        .clientId())
                .isEqualTo("client-1");
        assertThat(GettingStarted.anyProvider(
                                emulator.defaultPublicClientId(), adapters, emulator.oidcAuthority("contoso"))
                        .acquireTokenInteractive("User.Read")
                        .execute()
                        .account())
                .isPresent();
        FakeHttpTransport http = new FakeHttpTransport().reply(200, "{\"access_token\":\"t\",\"expires_in\":3600}");
        assertThat(GettingStarted.appToken(GettingStarted.withOwnTransport("client-1", "secret", http))
                        .accessToken())
                .isEqualTo("t");
    }

    @Test
    void aChallengeOfAWebApiIsAnsweredSilentlyOrByThePerson() {
        PublicClientApplication app = GettingStarted.answersChallenges(
                emulator.defaultPublicClientId(), adapters, emulator.authority("contoso"));
        AuthenticationResult refused = GettingStarted.signInOnce(app);
        Account ada = refused.account().orElseThrow();
        String challenge = "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
                + Base64.getEncoder()
                        .encodeToString(
                                "{\"access_token\":{\"nbf\":{\"essential\":true}}}".getBytes(StandardCharsets.UTF_8))
                + "\"";
        emulator.clearRequests();

        AuthenticationResult silent = GettingStarted.answerChallenge(app, ada, challenge);

        assertThat(silent.accessToken()).isNotEqualTo(refused.accessToken());
        assertThat(emulator.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.parameter("claims").orElse("")).contains("nbf", "cp1"));

        emulator.nextTokenRequest(Fault.claimsChallenge("{\"id_token\":{\"acr\":{\"essential\":true}}}"));

        assertThat(GettingStarted.answerChallenge(app, ada, challenge).account())
                .contains(ada);
        assertThat(browser.addresses().get(browser.addresses().size() - 1).getQuery())
                .contains("acr", "cp1")
                .doesNotContain("nbf");
    }

    @Test
    void aRequestIsSignedAgainWithTheNonceOfTheWebApi() {
        Account ada = GettingStarted.signInOnce(desktop).account().orElseThrow();
        SignedHttpRequest request = SignedHttpRequest.of("GET", URI.create("https://api.example/orders"));

        String header = GettingStarted.signWithNonce(desktop, ada, request, "PoP nonce=\"n-1\"");

        assertThat(header).startsWith("PoP ");
        assertThat(new String(Base64.getUrlDecoder().decode(header.split("\\.")[1]), StandardCharsets.UTF_8))
                .contains("\"nonce\":\"n-1\"");
    }
}
