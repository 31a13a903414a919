package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.ProxySettings;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.SourceCall;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.http.ConnectProxy;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network that nothing leaves but through a proxy with a password, behind a private authority. The provider's name is known to no
 * name service, so whatever goes around the proxy reaches nobody.
 */
class OnlyThroughTheProxyTest {

    private static final String HOST = "login.contoso.test";
    private static final String FINISHED = "a TLS context";

    @SuppressWarnings("NullAway.Init")
    private static Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private ConnectProxy proxy;

    @BeforeAll
    static void startEmulator() {
        emulator = EveryFlow.known(Emulator.builder().host(HOST)).start();
    }

    @AfterAll
    static void stopEmulator() {
        emulator.close();
    }

    @BeforeEach
    void startProxy() throws IOException {
        emulator.reset();
        proxy = new ConnectProxy(emulator.baseUri().getPort(), "ada:s3cret");
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    static Stream<Named<Function<Emulator, TrustSettings>>> waysToTrust() {
        return Stream.of(
                Named.of("a PEM text", running -> TrustSettings.pem(running.caCertificatePem())),
                Named.of("a key store", running -> TrustSettings.keyStore(keyStore(running))),
                Named.of(FINISHED, running -> TrustSettings.sslContext(running.sslContext())));
    }

    private static KeyStore keyStore(Emulator running) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("private authority", running.caCertificate());
            return store;
        } catch (Exception everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    private HttpSettings behindTheProxy(TrustSettings trust) {
        return HttpSettings.builder()
                .trust(trust)
                .proxy(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("s3cret")))
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    private Adapters world(HttpSettings settings) {
        return Adapters.standard(settings, EventSink.none())
                .withBrowser(Emulated.browser(emulator, "ada@contoso.example"));
    }

    static Stream<Arguments> everyFlowWithEveryWayToTrust() {
        return Stream.of(EveryFlow.values())
                .flatMap(flow -> waysToTrust()
                        .filter(way ->
                                !flow.needsOwnTlsContext() || !way.getName().equals(FINISHED))
                        .map(way -> Arguments.of(flow, way)));
    }

    @ParameterizedTest
    @MethodSource("everyFlowWithEveryWayToTrust")
    void aTokenComesAndTheProxySawEveryHost(EveryFlow flow, Function<Emulator, TrustSettings> trust)
            throws IOException {
        AuthenticationResult result =
                flow.run(new EveryFlow.World(emulator, world(behindTheProxy(trust.apply(emulator)))));

        assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(proxy.tunnels())
                .isNotEmpty()
                .containsOnly(HOST + ":" + emulator.baseUri().getPort());
    }

    /** Another host than the authority's: what is asked about unknown authorities, wherever they are. */
    @Test
    void whoKnowsAboutAuthoritiesIsAskedThroughTheProxyToo() {
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(), ClientCredentials.secret("secret"))
                .authority("https://login.unknown.test/contoso")
                .liveInstanceDiscovery()
                .adapters(world(behindTheProxy(TrustSettings.pem(emulator.caCertificatePem()))))
                .build();

        assertThatThrownBy(() -> app.acquireTokenForClient(Emulated.SCOPE).execute())
                .isInstanceOf(MsalTransportException.class);
        assertThat(proxy.tunnels()).containsOnly("login.microsoftonline.com:443", "login.unknown.test:443");
    }

    @Test
    void aValidatorAsksForTheKeysThroughTheProxy() {
        HttpSettings settings = behindTheProxy(TrustSettings.pem(emulator.caCertificatePem()));
        TokenValidator validator = TokenValidator.builder(emulator.oidcAuthority("contoso"), "api://orders")
                .http(settings)
                .build();
        String shown = Emulated.confidentialClient(emulator, world(settings))
                .appTokens()
                .acquireToken(Emulated.SCOPE)
                .accessToken();
        int before = proxy.tunnels().size();

        assertThatThrownBy(() -> validator.validate(Secret.of(shown))).isInstanceOf(MsalTokenRejectedException.class);
        assertThat(proxy.tunnels()).hasSizeGreaterThan(before);
        assertThat(emulator.requests(EmulatorEndpoint.KEYS)).isNotEmpty();
    }

    @Test
    void aHostOfAManagedIdentityThatIsNotThisMachineIsAskedThroughTheProxy() {
        ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .source(new HostOfOnesOwn("from-elsewhere", OnlyThroughTheProxyTest::askElsewhere))
                .http(behindTheProxy(TrustSettings.pem(emulator.caCertificatePem())))
                .build();

        assertThat(app.acquireTokenForManagedIdentity("https://vault.azure.net")
                        .execute()
                        .accessToken())
                .isEqualTo("from-elsewhere");
        assertThat(proxy.tunnels())
                .containsExactly(HOST + ":" + emulator.baseUri().getPort());
    }

    private static void askElsewhere(SourceCall call) {
        call.sendOnce(HttpRequest.get(emulator.baseUri().resolve("/token")), Duration.ofSeconds(20));
    }

    @Test
    void withoutTheProxyNobodyIsReached() {
        HttpSettings direct = HttpSettings.builder()
                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                .retryPolicy(RetryPolicy.none())
                .build();
        AppTokens tokens = Emulated.confidentialClient(emulator, world(direct)).appTokens();

        assertThatThrownBy(() -> tokens.acquireToken(Emulated.SCOPE))
                .isInstanceOf(MsalTransportException.class)
                .hasMessageContaining(HOST);
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void withoutThePrivateAuthorityTheInspectedConnectionIsRefused() {
        AppTokens tokens = Emulated.confidentialClient(emulator, world(behindTheProxy(TrustSettings.platform())))
                .appTokens();

        assertThatThrownBy(() -> tokens.acquireToken(Emulated.SCOPE)).isInstanceOf(MsalTransportException.class);
        assertThat(proxy.tunnels()).isNotEmpty();
        assertThat(emulator.requests()).isEmpty();
    }
}
