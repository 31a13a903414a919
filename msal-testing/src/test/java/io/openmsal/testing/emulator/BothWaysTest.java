package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client meets at the emulator is the same over a connection and without one. */
@Timeout(90)
class BothWaysTest {

    private final FailingClock clock = new FailingClock();
    private final Emulator emulator = Emulator.builder().clock(clock).start();

    /** How a request gets to the emulator. */
    enum Way {
        OVER_A_CONNECTION(BothWaysTest::overAConnection),
        IN_PROCESS(Emulator::transport);

        private final Function<Emulator, HttpTransport> to;

        Way(Function<Emulator, HttpTransport> to) {
            this.to = to;
        }
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private HttpResponse ask(Way way, String contentType, String more) throws IOException {
        return way.to
                .apply(emulator)
                .send(HttpRequest.post(
                        URI.create(emulator.authority("contoso") + "/oauth2/v2.0/token"),
                        contentType,
                        FormParameters.encode(new WireClient(emulator).clientCredentials()) + more));
    }

    private HttpResponse ask(Way way) throws IOException {
        return ask(way, "application/x-www-form-urlencoded", "");
    }

    @ParameterizedTest
    @EnumSource
    void theTypeOfAFormMayBeWrittenInAnyCase(Way way) throws Exception {
        assertThat(ask(way, "Application/X-WWW-Form-URLencoded", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerMayBeCached(Way way) throws Exception {
        HttpHeaders headers = ask(way).headers();

        assertThat(headers.first("Cache-Control")).hasValue("no-store, no-cache");
        assertThat(headers.first("Pragma")).hasValue("no-cache");
        assertThat(headers.first("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfMoreThanOneMebibyteIsNotRead(Way way) {
        String more = "&more=" + "x".repeat(1 << 20);

        assertThatThrownBy(() -> ask(way, "application/x-www-form-urlencoded", more))
                .isInstanceOf(IOException.class);
        assertThat(emulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDefectOfTheEmulatorIsAnAnswerThatSaysSo(Way way) throws Exception {
        clock.isBroken = true;

        HttpResponse response = ask(way);

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).contains("The emulator failed").contains("no time");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverComesAfterTheEndIsNotServed(Way way) throws Exception {
        ask(way);
        emulator.close();

        assertThatThrownBy(() -> ask(way)).isInstanceOf(IOException.class);
    }

    @Test
    void nobodySignsInWithoutABrowserAfterTheEndEither() {
        emulator.close();

        assertThatThrownBy(() -> emulator.signIn(SignInRequest.to(emulator).uri(), "ada@contoso.example"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed");
        assertThat(emulator.requests()).isEmpty();
    }

    private static HttpTransport overAConnection(Emulator emulator) {
        HttpClient client =
                HttpClient.newBuilder().sslContext(emulator.sslContext()).build();
        return request -> {
            var sent = java.net.http.HttpRequest.newBuilder(request.uri())
                    .method(request.method(), java.net.http.HttpRequest.BodyPublishers.ofByteArray(request.body()));
            request.headers().asMap().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
            try {
                var reply = client.send(sent.build(), java.net.http.HttpResponse.BodyHandlers.ofByteArray());
                HttpHeaders headers = HttpHeaders.empty();
                for (var header : reply.headers().map().entrySet()) {
                    headers = headers.with(header.getKey(), header.getValue().get(0));
                }
                return new HttpResponse(reply.statusCode(), headers, reply.body());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        };
    }

    /** A clock that can break, and the emulator with it. */
    private static final class FailingClock extends Clock {

        private volatile boolean isBroken;

        @Override
        public Instant instant() {
            if (isBroken) {
                throw new IllegalStateException("no time");
            }
            return Instant.parse("2026-03-01T09:00:00Z");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
