package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.ConnectProxy;
import io.openmsal.testing.http.LoopbackServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What HttpClient and the JDK log at their most verbose, which is set by whoever looks for something else. Addresses are in it,
 * and hold no secret; what was sent and what came back may not be.
 */
class LogsOfLibrariesTest {

    private static final String CANARY = "canaryCANARYcanary";
    private static final String CANARY_OF_A_HEADER = "headerHEADERheader";

    private final EverythingLogged log = new EverythingLogged();
    private TestAuthority authority;
    private LoopbackServer server;

    @BeforeEach
    void startServer() throws Exception {
        authority = new TestAuthority();
        server = LoopbackServer.startTls(
                authority.serverContext(
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(GeneralName.dNSName, "login.example.test")),
                (request, reply) ->
                        reply.json(200, "{\"access_token\":\"" + CANARY + "\"}", "X-Secret: " + CANARY_OF_A_HEADER));
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @Test
    void httpClientLogsNothingOfATokenRequest() throws Exception {
        try (ApacheHttpTransport transport = new ApacheHttpTransport(trusting().build())) {
            exchange(transport);
        }

        assertThat(log.loggers()).anyMatch(name -> name.startsWith("org.apache.hc."));
        assertThat(log.text()).doesNotContain(CANARY).doesNotContain(CANARY_OF_A_HEADER);
    }

    /** Headers are another matter: nothing keeps the JDK from logging them, which its transport says in its description. */
    @Test
    void theJdkLogsNoBody() throws Exception {
        try (JdkHttpTransport transport = new JdkHttpTransport(trusting().build())) {
            exchange(transport);
        }

        assertThat(log.loggers()).anyMatch(name -> name.startsWith("sun.net.www."));
        assertThat(log.text()).doesNotContain(CANARY);
    }

    @Test
    void httpClientLogsNoPasswordOfTheProxy() throws Exception {
        String basic = Base64.getEncoder().encodeToString(("ada:" + CANARY).getBytes(StandardCharsets.UTF_8));
        try (ConnectProxy proxy = new ConnectProxy(server.port(), "ada:" + CANARY);
                ApacheHttpTransport transport = new ApacheHttpTransport(trusting()
                        .proxy(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of(CANARY)))
                        .build())) {
            assertThat(transport
                            .send(HttpRequest.get(TrustContract.BEHIND_PROXY))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(log.loggers()).anyMatch(name -> name.startsWith("org.apache.hc."));
        assertThat(log.text()).doesNotContain(CANARY).doesNotContain(basic);
    }

    private HttpSettings.Builder trusting() throws Exception {
        return HttpSettings.builder().trust(TrustSettings.pem(authority.pem()));
    }

    /** Twice, as connections are kept; with a secret wherever a request can hold one. */
    private void exchange(HttpTransport transport) throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpResponse answer = transport.send(HttpRequest.post(
                            server.uri("/token"), "application/x-www-form-urlencoded", "client_secret=" + CANARY)
                    .withHeader("Authorization", "Basic " + CANARY_OF_A_HEADER)
                    .withHeader("X-IDENTITY-HEADER", CANARY_OF_A_HEADER));
            assertThat(answer.text()).contains(CANARY);
        }
    }
}
