package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.http.LoopbackServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long connecting to one address, or its TLS handshake, may take. Whoever forgets it waits for the read timeout, which is 30 s. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectTimeoutTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    static Stream<Function<HttpSettings, HttpTransport>> transports() {
        return Stream.of(JdkHttpTransport::new, ApacheHttpTransport::new);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void boundsTheTlsHandshake(Function<HttpSettings, HttpTransport> made) throws Exception {
        try (ServerSocket mute = mute()) {
            HttpTransport transport =
                    made.apply(HttpSettings.builder().connectTimeout(SHORT).build());

            assertThatExceptionOfType(RequestNotSentException.class)
                    .isThrownBy(() -> transport.send(
                            HttpRequest.get(URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/"))))
                    .withMessageContaining("Cannot connect to 127.0.0.1 within PT0.3S");
        }
    }

    @Test
    void boundsTheTunnelOfTheJdk() throws Exception {
        try (ServerSocket mute = mute();
                JdkHttpTransport transport = new JdkHttpTransport(HttpSettings.builder()
                        .connectTimeout(SHORT)
                        .proxy(ProxySettings.of("127.0.0.1", mute.getLocalPort()))
                        .build())) {
            assertThatExceptionOfType(RequestNotSentException.class)
                    .isThrownBy(() -> transport.send(HttpRequest.get(TrustContract.BEHIND_PROXY)))
                    .withMessageContaining("within PT0.3S");
        }
    }

    /** Connections complete in the backlog, and nobody ever reads from them. */
    private static ServerSocket mute() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @Test
    void doesNotBoundTheWaitForTheAnswerOfTheJdk() throws Exception {
        TestAuthority authority = new TestAuthority();
        KeptSocket kept = new KeptSocket(authority.trustingContext().getSocketFactory());
        HttpSettings settings = HttpSettings.builder()
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(50))
                .build();
        CompletableFuture<Integer> whileItWaits = new CompletableFuture<>();
        try (LoopbackServer server = LoopbackServer.startTls(authority.loopbackContext(), (request, reply) -> {
                    whileItWaits.complete(kept.socket.join().getSoTimeout());
                    reply.json(200, "{}");
                });
                JdkHttpTransport transport = new JdkHttpTransport(settings, kept)) {
            transport.send(HttpRequest.get(server.uri("/")));

            assertThat(whileItWaits.join()).isGreaterThan(10_000);
        }
    }

    /** Lets a test look at the socket of the one exchange. */
    private static final class KeptSocket extends SSLSocketFactory {

        private final SSLSocketFactory delegate;
        private final CompletableFuture<Socket> socket = new CompletableFuture<>();

        KeptSocket(SSLSocketFactory delegate) {
            this.delegate = delegate;
        }

        @Override
        public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
            Socket secured = delegate.createSocket(connected, host, port, autoClose);
            socket.complete(secured);
            return secured;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new SocketException("Not over a connection");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw new SocketException("Not over a connection");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw new SocketException("Not over a connection");
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            throw new SocketException("Not over a connection");
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return delegate.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return delegate.getSupportedCipherSuites();
        }
    }
}
