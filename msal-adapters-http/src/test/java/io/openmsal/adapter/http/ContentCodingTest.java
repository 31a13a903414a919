package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both transports make of codings beyond what every transport must. */
@Timeout(60)
class ContentCodingTest {

    static Stream<HttpTransport> transports() {
        return Stream.of(
                new ApacheHttpTransport(HttpSettings.defaults()), new JdkHttpTransport(HttpSettings.defaults()));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void nothingIsAskedForUnlessTheRequestDoes(HttpTransport transport) throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.json(200, "{}"))) {
            transport.send(HttpRequest.get(server.uri("/")));
            transport.send(HttpRequest.get(server.uri("/")).withHeader("accept-encoding", "gzip"));

            assertThat(server.requests())
                    .extracting(request -> request.headers().get("Accept-Encoding"))
                    .containsExactly("identity", "gzip");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void theOldNameOfGzipIsKnown(HttpTransport transport) throws Exception {
        try (LoopbackServer server = answering("Content-Encoding: identity\r\nContent-Encoding: X-GZip")) {
            assertThat(transport.send(HttpRequest.get(server.uri("/"))).text()).isEqualTo("plain");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whatCannotBeUndoneIsSaidAndNotTakenForABrokenConnection(HttpTransport transport) throws Exception {
        for (String coding : new String[] {"br", "gzip, gzip"}) {
            try (LoopbackServer server = answering("Content-Encoding: " + coding)) {
                assertThatExceptionOfType(UnreadableAnswerException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(server.uri("/"))))
                        .withMessageContaining("127.0.0.1 is compressed in a way that was not asked for");
            }
        }
    }

    private static LoopbackServer answering(String fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("plain".getBytes(StandardCharsets.UTF_8));
        }
        return LoopbackServer.start((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\n" + fields + "\r\nContent-Length: " + bytes.size() + "\r\n\r\n");
            reply.raw(bytes.toByteArray());
        });
    }
}
