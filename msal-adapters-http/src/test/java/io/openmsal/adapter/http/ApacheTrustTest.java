package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.TransportClosedException;
import io.openmsal.testing.http.ConnectProxy;
import io.openmsal.testing.http.LoopbackServer;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class ApacheTrustTest extends TrustContract {

    @Override
    HttpTransport transport(HttpSettings settings) {
        return new ApacheHttpTransport(settings);
    }

    @Test
    void whoClosesItBeforeTheTunnelIsOpenIsNotToldToCheckTheNetwork() throws Exception {
        CompletableFuture<ApacheHttpTransport> closing = new CompletableFuture<>();
        try (LoopbackServer proxy = LoopbackServer.start((request, reply) -> {
            closing.get().close();
            reply.silence();
        })) {
            ApacheHttpTransport transport = new ApacheHttpTransport(HttpSettings.builder()
                    .proxy(ProxySettings.of("127.0.0.1", proxy.port()))
                    .build());
            closing.complete(transport);

            assertThatExceptionOfType(TransportClosedException.class)
                    .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)));
        }
    }

    @Test
    void proxyCredentialsAreShownToTheProxyAndToNobodyElse() throws Exception {
        TestAuthority authority = new TestAuthority();
        try (LoopbackServer server = LoopbackServer.startTls(
                        authority.serverContext(new GeneralName(GeneralName.dNSName, "login.example.test")),
                        (request, reply) -> reply.json(200, "{}"));
                ConnectProxy proxy = new ConnectProxy(server.port(), "ada:s3cret");
                ApacheHttpTransport transport = new ApacheHttpTransport(HttpSettings.builder()
                        .trust(TrustSettings.pem(authority.pem()))
                        .proxy(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("s3cret")))
                        .build())) {
            assertThat(transport.send(HttpRequest.get(BEHIND_PROXY)).status()).isEqualTo(200);
            assertThat(transport.send(HttpRequest.get(BEHIND_PROXY)).status()).isEqualTo(200);

            assertThat(proxy.tunnels()).as("the tunnel is kept").containsExactly("login.example.test:443");
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Proxy-Authorization"));
        }
    }
}
