package sample.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.HttpTransportContract;
import io.openmsal.testing.http.LoopbackServer;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaNetTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport() {
        return new JavaNetTransport(HttpClient.newHttpClient());
    }

    @Test
    void aClientThatWouldAnswerAServerWithTheProxysPasswordIsRefused() {
        HttpClient answering =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

        assertThatThrownBy(() -> new JavaNetTransport(answering))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without authenticator");
    }

    @ParameterizedTest
    @EnumSource(value = HttpClient.Redirect.class, mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
    void aClientThatFollowsRedirectsIsRefused(HttpClient.Redirect policy) {
        HttpClient following = HttpClient.newBuilder().followRedirects(policy).build();

        assertThatThrownBy(() -> new JavaNetTransport(following))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("follows no redirects");
    }

    @Test
    void aClientThatKeepsCookiesIsRefused() {
        HttpClient keeping =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        assertThatThrownBy(() -> new JavaNetTransport(keeping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cookies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Nothing: 1", "WWW-Authenticate: Basic realm=/var/key"})
    void aRefusalIsAResponseWithAChallengeAndWithoutOne(String header) throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.json(401, "{}", header))) {
            assertThat(transport().send(HttpRequest.get(server.uri("/"))).status())
                    .isEqualTo(401);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
