package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.http.FakeHttpTransport;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildersTest {

    private final Adapters adapters = Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none());

    private static PublicClientApplicationBuilder builder() {
        return PublicClientApplication.builder("client-1");
    }

    @Test
    void theDefaultAuthorityIsEveryoneOfTheWorldwideCloud() {
        assertThat(builder().build()).hasToString("client-1 at https://login.microsoftonline.com/common");
    }

    @Test
    void optionsThatExcludeEachOtherAreRefusedInWords() {
        refused(builder().transport(request -> null).http(HttpSettings.defaults()), "http(...)", "transport(...)");
        refused(builder().adapters(adapters).transport(request -> null), "transport(...)", "adapters(...)");
        refused(builder().adapters(adapters).http(HttpSettings.defaults()), "http(...)", "adapters(...)");
        refused(builder().adapters(adapters).events(EventSink.none()), "events(...)", "adapters(...)");
    }

    @Test
    void soAreThoseOfAValidator() {
        assertThatThrownBy(() -> TokenValidator.builder("https://login.example/contoso", "api://orders")
                        .adapters(adapters)
                        .http(HttpSettings.defaults())
                        .build())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContainingAll("http(...)", "adapters(...)");
    }

    private static void refused(PublicClientApplicationBuilder builder, String... named) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContainingAll(named);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536, 70000})
    void aNumberThatIsNoPortIsRefusedWhereItIsSaid(int port) {
        InteractiveRequest request = builder().build().acquireTokenInteractive("User.Read");

        assertThatThrownBy(() -> request.port(port))
                .isInstanceOf(MsalConfigurationException.class)
                .hasFieldOrPropertyWithValue("errorCode", "invalid_port")
                .hasMessageContaining(String.valueOf(port));
    }

    @Test
    void capabilitiesAreToldWithEveryRequestOfAnyApplication() {
        FakeHttpTransport http = new FakeHttpTransport()
                .reply(200, "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"t\"}");

        ConfidentialClientApplication.builder("client-1", ClientCredentials.secret("canary"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .clientCapabilities("CP1", "CP2")
                .transport(http)
                .build()
                .acquireTokenForClient("https://api.example/.default")
                .execute();

        assertThat(http.onlyRequest().formParameter("claims"))
                .contains("{\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\",\"CP2\"]}}}");
        assertThatThrownBy(() -> builder().clientCapabilities("CP1", " "))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("CP1");
    }

    @Test
    void twoAuthoritiesAreOneTooMany() {
        assertThatThrownBy(() -> builder()
                        .authority("https://login.microsoftonline.com/common")
                        .oidcAuthority("https://idp.example"))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("exactly one");
    }

    @Test
    void httpHasToBeAllowedInSoManyWordsInWhateverOrder() {
        assertThatThrownBy(() -> builder()
                        .oidcAuthority("http://localhost:8080/realms/it")
                        .build())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("allowHttpOnLoopback()");
        assertThat(builder()
                        .oidcAuthority("http://localhost:8080/realms/it")
                        .allowHttpOnLoopback()
                        .build())
                .hasToString("client-1 at http://localhost:8080/realms/it");
    }

    @Test
    void anEmptyClientIdAndATimeoutOfNothingAreRefused() {
        assertThatThrownBy(() -> PublicClientApplication.builder(" ")).isInstanceOf(MsalConfigurationException.class);
        assertThatThrownBy(() -> builder().timeout(Duration.ZERO)).isInstanceOf(MsalConfigurationException.class);
        assertThatThrownBy(() -> builder().build().acquireTokenInteractive("s").timeout(Duration.ofSeconds(-1)))
                .isInstanceOf(MsalConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "a\r\nX-Forged: b", "ä€", "\u0000"})
    void aCorrelationIdThatIsNoHeaderIsRefusedWhereItIsSaid(String id) {
        InteractiveRequest request = builder().build().acquireTokenInteractive("User.Read");

        assertThatThrownBy(() -> request.correlationId(id))
                .isInstanceOf(MsalConfigurationException.class)
                .hasFieldOrPropertyWithValue("errorCode", "invalid_correlation_id");
    }

    @Test
    void aCorrelationIdMayHaveUpTo128Characters() {
        InteractiveRequest request = builder().build().acquireTokenInteractive("User.Read");

        assertThat(request.correlationId("x".repeat(128))).isSameAs(request);
        assertThatThrownBy(() -> request.correlationId("x".repeat(129))).isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void noTokenLivesAsLongAsTheLongestMinimumLifetime() {
        FakeHttpTransport http = new FakeHttpTransport()
                .reply(200, "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"first\"}")
                .reply(200, "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"second\"}");
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.secret("secret"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .transport(http)
                .build();
        app.acquireTokenForClient("https://api.example/.default").execute();

        assertThat(app.acquireTokenForClient("https://api.example/.default")
                        .minimumLifetime(Duration.ofSeconds(Long.MAX_VALUE))
                        .execute()
                        .accessToken())
                .isEqualTo("second");
    }

    @Test
    void scopesAreCheckedBeforeAnythingIsSent() {
        PublicClientApplication app = builder()
                .transport(request -> {
                    throw new AssertionError("nothing should be sent");
                })
                .build();

        assertThatThrownBy(() -> app.acquireTokenInteractive("openid").execute())
                .isInstanceOf(MsalConfigurationException.class);
    }

    /** They are added where a person stands behind the request, and nobody may ask for them by name. */
    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile", "offline_access", " ", ""})
    void reservedAndBlankScopesAreRefusedByEveryWayToAPersonsToken(String scope) {
        FakeHttpTransport http = new FakeHttpTransport();
        PublicClientApplication desktop = builder().transport(http).build();
        ConfidentialClientApplication web = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.secret("secret"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .transport(http)
                .build();
        Account ada = new Account("u.t", "login.windows.net", "ada@contoso.example", Map.of());
        FederatedUser user = FederatedUser.withUsername("ada@contoso.example");
        Secret secret = Secret.of("secret");
        URI back = URI.create("https://app.example/back");
        OnBehalfOfSessions sessions = web.onBehalfOfSessions();
        Secret key = sessions.newKey();

        List<ThrowingCallable> ways = List.of(
                () -> desktop.acquireTokenInteractive(scope).execute(),
                () -> desktop.acquireTokenByDeviceCode(code -> {}, scope).execute(),
                () -> desktop.acquireTokenByUsernamePassword("ada", secret, scope)
                        .execute(),
                () -> desktop.acquireTokenByRefreshToken(secret, scope).execute(),
                () -> desktop.acquireTokenSilent(ada, scope).execute(),
                () -> web.signIn(back, scope).begin(),
                () -> web.authorizationUri(back, scope).build(),
                () -> web.acquireTokenOnBehalfOf(secret, scope).execute(),
                () -> sessions.begin(key, secret, scope).execute(),
                () -> sessions.acquireToken(key, scope).execute(),
                () -> web.acquireTokenByUserFederatedIdentityCredential(user, secret, scope)
                        .execute(),
                () -> web.agent("agent-1").acquireTokenForUser(user, scope).execute());

        assertThat(ways)
                .allSatisfy(way -> assertThatThrownBy(way)
                        .isInstanceOf(MsalConfigurationException.class)
                        .hasMessageContaining("scope"));
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void aCertificateFileThatIsNoneIsRefusedWithTheReason(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificates.valid();
        Path pem = Files.writeString(folder.resolve("cert.pem"), certificate.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), certificate.privateKeyPem());
        Path locked =
                Files.writeString(folder.resolve("locked.pem"), certificate.encryptedPrivateKeyPem(Secret.of("right")));
        Path pfx = Files.write(folder.resolve("cert.pfx"), certificate.pfx(Secret.of("right")));

        ClientCredentials.pemCertificate(pem, key, Optional.empty());
        ClientCredentials.pemCertificate(pem, locked, Optional.of(Secret.of("right")));
        refusedFiles(pem, pfx, Optional.empty(), "PFX");
        refusedFiles(pfx, key, Optional.empty(), "PFX");
        refusedFiles(pem, locked, Optional.of(Secret.of("canary-wrong")), "passphrase");
        refusedFiles(pem, locked, Optional.empty(), "passphrase");
        refusedFiles(pem, folder.resolve("missing.pem"), Optional.empty(), "missing.pem");
    }

    @Test
    void aPfxFileOrKeyStoreThatIsNoneIsRefusedWithTheReason(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificates.valid();
        Secret right = Secret.of("right");
        Path pfx = Files.write(folder.resolve("cert.pfx"), certificate.pfx(right));
        Path pem = Files.writeString(folder.resolve("cert.pem"), certificate.privateKeyPem());
        KeyStore store = certificate.keyStore("mine", right);

        ClientCredentials.pfxCertificate(pfx, right);
        ClientCredentials.keyStoreCertificate(store, "mine", right);
        refused(() -> ClientCredentials.pfxCertificate(pfx, Secret.of("canary-wrong")), "passphrase");
        refused(() -> ClientCredentials.pfxCertificate(pem, right), "found PEM text");
        refused(() -> ClientCredentials.pfxCertificate(folder.resolve("missing.pfx"), right), "missing.pfx");
        refused(() -> ClientCredentials.keyStoreCertificate(store, "other", right), "keys under mine");
        refused(() -> ClientCredentials.keyStoreCertificate(store, "mine", Secret.of("canary-wrong")), "password");
        refused(() -> ClientCredentials.keyStoreCertificate(store, "mine"), "password");
    }

    private static void refused(ThrowingCallable made, String reason) {
        assertThatThrownBy(made)
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("canary-wrong");
    }

    private static void refusedFiles(Path certificate, Path key, Optional<Secret> passphrase, String reason) {
        assertThatThrownBy(() -> ClientCredentials.pemCertificate(certificate, key, passphrase))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("canary-wrong")
                .doesNotContain(certificate.getParent().toString());
    }
}
