package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpConnection;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.http.ConnectProxy;
import io.openmsal.testing.http.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A private CA and a proxy, for both transports alike. */
@Timeout(120)
abstract class TrustContract {

    static final URI BEHIND_PROXY = URI.create("https://login.example.test/common/token");
    static final URI BEHIND_PROXY_IN_THE_CLEAR = URI.create("http://login.example.test/common/token");

    private TestAuthority authority;
    private LoopbackServer server;

    abstract HttpTransport transport(HttpSettings settings);

    /** A proxy that takes no password. */
    static void refusePassword(LoopbackServer.Received request, LoopbackServer.Reply reply) throws IOException {
        reply.json(407, "{}", "Proxy-Authenticate: Basic realm=\"p\"");
    }

    static List<String> passwordsShown(LoopbackServer proxy) {
        return proxy.requests().stream()
                .map(request -> request.headers().get("Proxy-Authorization"))
                .filter(Objects::nonNull)
                .toList();
    }

    @BeforeEach
    void startServer() throws Exception {
        authority = new TestAuthority();
        server = LoopbackServer.startTls(
                authority.serverContext(
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(GeneralName.dNSName, "login.example.test")),
                (request, reply) -> reply.json(200, "{\"seen\":true}"));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Nested
    class APrivateAuthority {

        @Test
        void isToldWithTheAnswerAsTheReasonForTrust() throws Exception {
            TrustSettings trust = TrustSettings.pem(authority.pem());

            HttpConnection connection = transport(
                            HttpSettings.builder().trust(trust).build())
                    .send(HttpRequest.get(server.uri("/")))
                    .connection()
                    .orElseThrow();

            HttpConnection.Tls tls = connection.tls().orElseThrow();
            assertThat(connection).hasToString(tls.protocol() + " with " + tls.cipherSuite() + ", directly");
            assertThat(tls.protocol()).isEqualTo("TLSv1.3");
            assertThat(tls.cipherSuite()).startsWith("TLS_");
            assertThat(tls.serverCertificates().get(0).getIssuerX500Principal().getName())
                    .isEqualTo("CN=Test authority");
            assertThat(trust.addsTrustIn(tls.serverCertificates())).isTrue();
            assertThat(TrustSettings.pem(new TestAuthority().pem()).addsTrustIn(tls.serverCertificates()))
                    .isFalse();
            assertThat(TrustSettings.platform().addsTrustIn(tls.serverCertificates()))
                    .isFalse();
        }

        @Test
        void isBelievedWhenGivenAsPem() throws Exception {
            isBelieved(TrustSettings.pem(authority.pem()));
        }

        @Test
        void isBelievedWhenGivenAsKeyStore() throws Exception {
            isBelieved(TrustSettings.keyStore(authority.keyStore()));
        }

        @Test
        void isBelievedWhenGivenAsContext() throws Exception {
            isBelieved(TrustSettings.sslContext(authority.trustingContext()));
        }

        private void isBelieved(TrustSettings trust) throws Exception {
            HttpTransport transport =
                    transport(HttpSettings.builder().trust(trust).build());

            assertThat(transport.send(HttpRequest.get(server.uri("/"))).text()).isEqualTo("{\"seen\":true}");
            assertThat(transport.send(HttpRequest.get(server.uri("/"))).status())
                    .isEqualTo(200);
        }

        @Test
        void isRefusedOtherwiseAndTheMessageNamesTheRemedy() {
            Throwable failure = catchThrowable(
                    () -> transport(HttpSettings.defaults()).send(HttpRequest.get(server.uri("/token?code=hidden"))));

            assertThat(failure)
                    .isInstanceOf(LastingFailureException.class)
                    .hasMessageContaining("127.0.0.1 is not trusted")
                    .hasMessageContaining("TrustSettings.pem(...)");
            assertThat(server.requests()).isEmpty();
        }

        /** The certificate's or the clock's fault, and no root's. */
        @ParameterizedTest
        @ValueSource(ints = {-3, 3})
        void isNotBelievedOutsideOfItsDays(int daysFromNow) throws Exception {
            Instant around = Instant.now().plus(Duration.ofDays(daysFromNow));
            try (LoopbackServer late = LoopbackServer.startTls(
                    authority.loopbackContext(around), (request, reply) -> reply.json(200, "{}"))) {
                HttpTransport transport = transport(HttpSettings.builder()
                        .trust(TrustSettings.pem(authority.pem()))
                        .build());

                assertThatExceptionOfType(LastingFailureException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(late.uri("/"))))
                        .withMessageContaining("127.0.0.1 is out of date")
                        .withMessageContaining("clock");
                assertThat(late.requests()).isEmpty();
            }
        }

        @Test
        void cannotSpeakForAnotherHost() throws Exception {
            try (LoopbackServer stranger = LoopbackServer.startTls(
                    authority.serverContext(new GeneralName(GeneralName.dNSName, "elsewhere.example.test")),
                    (request, reply) -> reply.json(200, "{}"))) {
                HttpTransport transport = transport(HttpSettings.builder()
                        .trust(TrustSettings.pem(authority.pem()))
                        .build());

                assertThatExceptionOfType(RequestNotSentException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(stranger.uri("/"))))
                        .withMessageContaining("127.0.0.1 is not issued for that host name");
                assertThat(stranger.requests()).isEmpty();
            }
        }
    }

    @Nested
    class AContextThatLooksAtNoNames {

        private HttpTransport transport() throws Exception {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustingEverybody()}, null);
            return TrustContract.this.transport(HttpSettings.builder()
                    .trust(TrustSettings.sslContext(context))
                    .build());
        }

        @Test
        void doesNotLetAServerSpeakForAnotherHost() throws Exception {
            try (LoopbackServer stranger = LoopbackServer.startTls(
                    authority.serverContext(new GeneralName(GeneralName.dNSName, "elsewhere.example.test")),
                    (request, reply) -> reply.json(200, "{}"))) {
                HttpTransport transport = transport();

                assertThatExceptionOfType(LastingFailureException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(stranger.uri("/"))))
                        .withMessageContaining("127.0.0.1 is not issued for that host name");
                assertThat(stranger.requests()).isEmpty();
            }
        }

        @Test
        void believesTheServerThatWasMeant() throws Exception {
            assertThat(transport().send(HttpRequest.get(server.uri("/"))).status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class ATrustStoreOfThePlatform {

        @Test
        void thatCannotBeOpenedIsNamed(@TempDir Path folder) throws Exception {
            Path store = folder.resolve("roots.p12");
            try (OutputStream out = Files.newOutputStream(store)) {
                authority.keyStore().store(out, "right".toCharArray());
            }
            HttpTransport transport = transport(HttpSettings.builder()
                    .trust(TrustSettings.pem(authority.pem()))
                    .build());

            Throwable failure = withProperties(
                    Map.of("javax.net.ssl.trustStore", store.toString(), "javax.net.ssl.trustStorePassword", "wr0ng"),
                    () -> transport.send(HttpRequest.get(server.uri("/"))));

            assertThat(failure)
                    .isInstanceOf(LastingFailureException.class)
                    .hasMessageContaining("javax.net.ssl.trustStore")
                    .hasMessageContaining("javax.net.ssl.keyStore")
                    .hasMessageNotContaining("wr0ng");
            assertThat(transport.send(HttpRequest.get(server.uri("/"))).status())
                    .as("once it can be opened")
                    .isEqualTo(200);
        }

        private static Throwable withProperties(Map<String, String> properties, ThrowingCallable tried) {
            Properties before = (Properties) System.getProperties().clone();
            System.getProperties().putAll(properties);
            try {
                return catchThrowable(tried);
            } finally {
                System.setProperties(before);
            }
        }
    }

    @Nested
    class AProxy {

        private HttpSettings.Builder through(ProxySettings proxy) throws Exception {
            return HttpSettings.builder()
                    .trust(TrustSettings.pem(authority.pem()))
                    .proxy(proxy);
        }

        @Test
        void tunnelsToHostsThatOnlyItCanResolve() throws Exception {
            try (ConnectProxy proxy = new ConnectProxy(server.port(), "")) {
                HttpTransport transport = transport(
                        through(ProxySettings.of("127.0.0.1", proxy.port())).build());

                HttpResponse answer = transport.send(HttpRequest.get(BEHIND_PROXY));

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.connection().orElseThrow())
                        .asString()
                        .startsWith("TLSv1.3 with TLS_")
                        .endsWith(", through the proxy 127.0.0.1:" + proxy.port());
                assertThat(proxy.tunnels()).containsExactly("login.example.test:443");
            }
        }

        @Test
        void isNotAskedForLoopback() throws Exception {
            try (ConnectProxy proxy = new ConnectProxy(server.port(), "")) {
                HttpTransport transport = transport(
                        through(ProxySettings.of("127.0.0.1", proxy.port())).build());

                assertThat(transport.send(HttpRequest.get(server.uri("/"))).status())
                        .isEqualTo(200);
                assertThat(proxy.tunnels()).isEmpty();
            }
        }

        @Test
        void thatAsksForCredentialsIsNamed() throws Exception {
            try (ConnectProxy proxy = new ConnectProxy(server.port(), "ada:s3cret")) {
                HttpTransport transport = transport(
                        through(ProxySettings.of("127.0.0.1", proxy.port())).build());

                assertThatExceptionOfType(LastingFailureException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)))
                        .withMessageContaining("127.0.0.1:" + proxy.port())
                        .withMessageContaining("407")
                        .withMessageContaining("ProxySettings.withCredentials(...)");
                assertThat(server.requests()).isEmpty();
            }
        }

        @Test
        void thatRefusesTheCredentialsIsNamedWithoutThem() throws Exception {
            try (ConnectProxy proxy = new ConnectProxy(server.port(), "ada:s3cret")) {
                HttpTransport transport = transport(
                        through(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("wr0ng")))
                                .build());

                assertThatExceptionOfType(LastingFailureException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)))
                        .withMessageContaining("407")
                        .withMessageNotContaining("wr0ng");
            }
        }

        @Test
        void thatRefusesTheCredentialsIsShownThemOnce() throws Exception {
            try (LoopbackServer proxy = LoopbackServer.start(TrustContract::refusePassword)) {
                HttpTransport transport = transport(
                        through(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("wr0ng")))
                                .build());

                assertThat(transport
                                .send(HttpRequest.get(BEHIND_PROXY_IN_THE_CLEAR))
                                .status())
                        .isEqualTo(407);
                assertThat(passwordsShown(proxy)).hasSize(1);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"NTLM", "NTLM, Negotiate", "Negotiate abc==, NTLM"})
        void thatTakesNoPasswordIsShownNoneAndNamed(String challenges) throws Exception {
            try (LoopbackServer proxy = LoopbackServer.start(
                    (request, reply) -> reply.json(407, "{}", "Proxy-Authenticate: " + challenges))) {
                HttpTransport transport = transport(
                        through(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("s3cret")))
                                .build());

                assertThatExceptionOfType(LastingFailureException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)))
                        .withMessageContaining("NTLM")
                        .withMessageContaining("Have it offer Basic")
                        .withMessageNotContaining("Check the user name and password");
                assertThat(passwordsShown(proxy)).isEmpty();
            }
        }

        @Test
        void thatTakesBasicAmongOthersIsGivenThePassword() throws Exception {
            try (LoopbackServer proxy = LoopbackServer.start((request, reply) -> reply.json(
                    407, "{}", "Proxy-Authenticate: Negotiate, Basic realm=\"p, NTLM\", charset=\"UTF-8\""))) {
                HttpTransport transport = transport(
                        through(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("wr0ng")))
                                .build());

                assertThatExceptionOfType(LastingFailureException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)))
                        .withMessageContaining("Check the user name and password");
            }
        }

        @Test
        void thatIsNotThereMeansNotSent() throws Exception {
            ConnectProxy proxy = new ConnectProxy(server.port(), "");
            proxy.close();
            HttpTransport transport = transport(
                    through(ProxySettings.of("127.0.0.1", proxy.port())).build());

            assertThatExceptionOfType(RequestNotSentException.class)
                    .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)))
                    .withMessageContaining("login.example.test through the proxy 127.0.0.1:" + proxy.port());
        }
    }
}
