package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.ResponseTooLargeException;
import io.openmsal.testing.http.LoopbackServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TooLargeAnswerTest {

    private static final HttpSettings TEN_BYTES =
            HttpSettings.builder().maxResponseBytes(10).build();

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 503})
    void keepsItsStatus(int status) throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.json(status, "{\"a\":\"12345\"}"));
                JdkHttpTransport jdk = new JdkHttpTransport(TEN_BYTES);
                ApacheHttpTransport apache = new ApacheHttpTransport(TEN_BYTES)) {
            for (HttpTransport transport : List.of(jdk, apache)) {
                assertThatExceptionOfType(ResponseTooLargeException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(server.uri("/"))))
                        .returns(status, ResponseTooLargeException::status);
            }
        }
    }
}
