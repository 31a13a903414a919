package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import org.junit.jupiter.api.Test;

class JdkTrustTest extends TrustContract {

    @Override
    HttpTransport transport(HttpSettings settings) {
        return new JdkHttpTransport(settings);
    }

    @Test
    void whenTheJdkKeepsTheCredentialsBackThePropertyIsNamed() throws Exception {
        try (ConnectProxy proxy = new ConnectProxy(9, "ada:s3cret");
                JdkHttpTransport transport = new JdkHttpTransport(HttpSettings.builder()
                        .proxy(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("s3cret")))
                        .build())) {
            assertThatExceptionOfType(LastingFailureException.class)
                    .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)))
                    .withMessageContaining("jdk.http.auth.tunneling.disabledSchemes");
        }
    }
}
