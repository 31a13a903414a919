package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.event.Event;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.port.http.ResponseTooLargeException;
import io.openmsal.port.http.TransportClosedException;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.http.LoopbackServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class RetryingTransportTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Random HALF = new Random() {
        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return 0.5;
        }
    };

    private final FakeHttpTransport network = new FakeHttpTransport();
    private final List<Duration> waits = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final HandMovedClock clock = new HandMovedClock();
    private final HttpRequest request = HttpRequest.post(
            URI.create("https://login.example.com/token"), "application/x-www-form-urlencoded", "secret=hidden");
    private final HttpRequest oneTime = request.withResending(HttpRequest.Resending.ONLY_IF_UNSENT);

    private HttpTransport retrying(HttpTransport delegate) {
        return new RetryingTransport(
                delegate,
                RetryPolicy.defaults(),
                Duration.ofSeconds(60),
                clock,
                (duration, cancellation) -> {
                    waits.add(duration);
                    clock.now = clock.now.plus(duration);
                },
                HALF,
                events::add);
    }

    private HttpResponse send(HttpRequest toSend) throws IOException {
        return retrying(network).send(toSend);
    }

    private static HttpResponse status(int status, String retryAfter) {
        return new HttpResponse(status, HttpHeaders.empty().with("Retry-After", retryAfter), new byte[0]);
    }

    private static RequestNotSentException notSent() {
        return new RequestNotSentException("Cannot connect to login.example.com", new IOException("refused"));
    }

    @Test
    void anAnswerThatCannotBeReadIsNoLostConnection() {
        network.fail(new UnreadableAnswerException("The server sent an interim answer"));

        assertThatExceptionOfType(UnreadableAnswerException.class).isThrownBy(() -> send(request));
        assertThat(network.requests()).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Nested
    class APassingTrouble {

        @ParameterizedTest
        @ValueSource(ints = {408, 500, 502, 503, 504})
        void ofTheServerIsTriedAgain(int status) throws IOException {
            network.reply(status, "{}").reply(200, "{}");

            assertThat(send(request).status()).isEqualTo(200);
            assertThat(network.requests()).hasSize(2);
            assertThat(waits).containsExactly(Duration.ofMillis(250));
        }

        @Test
        void ofTheConnectionIsTriedAgain() throws IOException {
            network.fail(new SocketException("Connection reset")).reply(200, "{}");

            assertThat(send(request).status()).isEqualTo(200);
        }

        @Test
        void isTriedWithLongerWaitsAndThenGivenToTheCaller() throws IOException {
            network.reply(503, "{\"try\":1}").reply(503, "{\"try\":2}").reply(503, "{\"try\":3}");

            assertThat(send(request).text()).isEqualTo("{\"try\":3}");
            assertThat(waits).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
        }

        @Test
        void isToldToTheOperators() throws IOException {
            network.reply(503, "{}").fail(notSent()).reply(200, "{}");

            send(request);

            assertThat(events)
                    .extracting(Event::toString)
                    .containsExactly(
                            "http.retry host=login.example.com retry=1 reason=status 503 wait_ms=250",
                            "http.retry host=login.example.com retry=2 reason=not sent wait_ms=500");
        }

        @Test
        void isNotTriedAgainWhenThePolicySaysSo() throws IOException {
            network.reply(503, "{}");
            HttpTransport transport = HttpTransports.retrying(
                    network,
                    HttpSettings.builder().retryPolicy(RetryPolicy.none()).build(),
                    clock,
                    (duration, cancellation) -> {
                        throw new AssertionError("No wait was expected");
                    },
                    HALF,
                    events::add);

            assertThat(transport.send(request).status()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 404, 429, 501})
    void anyOtherStatusIsGivenToTheCaller(int status) throws IOException {
        network.reply(status, "{}");

        assertThat(send(request).status()).isEqualTo(status);
        assertThat(network.requests()).hasSize(1);
    }

    @Nested
    class AOneTimeRequest {

        @Test
        void isSentAgainWhileNoByteHasLeft() throws IOException {
            network.fail(notSent()).fail(notSent()).reply(200, "{}");

            assertThat(send(oneTime).status()).isEqualTo(200);
        }

        @Test
        void isNeverSentAgainAfterALostConnection() {
            network.fail(new SocketException("Connection reset")).reply(200, "{}");

            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> send(oneTime));
            assertThat(network.requests()).hasSize(1);
        }

        @Test
        void isNeverSentAgainAfterAnAnswer() throws IOException {
            network.reply(status(503, "1")).reply(200, "{}");

            assertThat(send(oneTime).status()).isEqualTo(503);
            assertThat(network.requests()).hasSize(1);
        }
    }

    @Nested
    class AFailureThatStays {

        @Test
        void isNotTriedAgain() {
            for (IOException failure : List.of(
                    new LastingFailureException("The certificate is not trusted", new IOException()),
                    new TransportClosedException(),
                    new SocketTimeoutException("deadline"),
                    new InterruptedIOException("cancelled"),
                    new ResponseTooLargeException("login.example.com", 1))) {
                network.fail(failure);

                assertThat(catchThrowable(() -> send(request))).isSameAs(failure);
            }
            assertThat(waits).isEmpty();
        }
    }

    @Nested
    class RetryAfter {

        @Test
        void isHonouredInSeconds() throws IOException {
            network.reply(status(503, "7")).reply(200, "{}");

            send(request);

            assertThat(waits).containsExactly(Duration.ofSeconds(7));
        }

        @Test
        void isHonouredAsADate() throws IOException {
            network.reply(status(503, "Sun, 22 Nov 2026 12:00:09 GMT")).reply(200, "{}");

            send(request);

            assertThat(waits).containsExactly(Duration.ofSeconds(9));
        }

        @Test
        void inThePastMeansAtOnce() throws IOException {
            network.reply(status(503, "Sun, 22 Nov 2026 11:00:00 GMT")).reply(200, "{}");

            send(request);

            assertThat(waits).containsExactly(Duration.ZERO);
        }

        @Test
        void thatCannotBeReadIsPassedOver() throws IOException {
            network.reply(status(503, "soon")).reply(200, "{}");

            send(request);

            assertThat(waits).containsExactly(Duration.ofMillis(250));
        }

        @Test
        void beyondTheDeadlineIsGivenToTheCallerAtOnce() throws IOException {
            network.reply(status(503, "10"));
            Deadline soon = Deadline.after(clock, Duration.ofSeconds(10));

            assertThat(send(request.within(soon, Cancellation.none())).status()).isEqualTo(503);
            assertThat(waits).isEmpty();
        }

        @Test
        void beyondTheCallTimeoutIsGivenToTheCallerAtOnce() throws IOException {
            network.reply(status(503, "60"));

            assertThat(send(request).status()).isEqualTo(503);
        }

        @Test
        void thatIsShortLetsAThrottledRequestTryAgain() throws IOException {
            network.reply(status(429, "3")).reply(200, "{}");

            assertThat(send(request).status()).isEqualTo(200);
        }

        @Test
        void thatIsLongLeavesThrottlingToTheCaller() throws IOException {
            network.reply(status(429, "4"));

            assertThat(send(request).headers().first("retry-after")).contains("4");
        }
    }

    @Nested
    class DeadlineAndCancellation {

        @Test
        void allTriesShareTheDeadlineOfTheCall() throws IOException {
            network.reply(status(503, "20")).reply(status(503, "20")).reply(200, "{}");

            send(request);

            assertThat(network.requests())
                    .extracting(sent -> sent.request().deadline().toString())
                    .containsOnly("2026-11-22T12:01:00Z");
        }

        @Test
        void aCancellationDuringTheWaitWins() {
            Cancellation cancellation = new Cancellation();
            network.reply(503, "{}");
            HttpTransport transport = new RetryingTransport(
                    network,
                    RetryPolicy.defaults(),
                    Duration.ofSeconds(60),
                    clock,
                    (duration, ending) -> ending.cancel(),
                    HALF,
                    events::add);

            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> transport.send(request.within(Deadline.none(), cancellation)))
                    .withMessageContaining("login.example.com")
                    .withMessageNotContaining("/token");
            assertThat(network.requests()).hasSize(1);
        }

        @Test
        void anInterruptionDuringTheWaitWinsAndKeepsTheFlag() {
            network.reply(503, "{}");
            HttpTransport transport = new RetryingTransport(
                    network,
                    RetryPolicy.defaults(),
                    Duration.ofSeconds(60),
                    clock,
                    (duration, ending) -> {
                        throw new InterruptedException();
                    },
                    HALF,
                    events::add);

            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> transport.send(request))
                    .withMessageContaining("login.example.com")
                    .withMessageNotContaining("/token");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class OverARealConnection {

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void aResetAndThenAnAnswerIsAnAnswer(boolean apache) throws Exception {
            try (LoopbackServer server = LoopbackServer.start(new ResetsOnce())) {
                clock.now = Instant.now();
                HttpTransport transport = retrying(
                        apache
                                ? new ApacheHttpTransport(HttpSettings.defaults())
                                : new JdkHttpTransport(HttpSettings.defaults()));

                assertThat(transport
                                .send(HttpRequest.post(server.uri("/token"), "text/plain", "a"))
                                .status())
                        .isEqualTo(200);
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void aOneTimeCodeIsPostedOnce(boolean apache) throws Exception {
            try (LoopbackServer server = LoopbackServer.start(new ResetsOnce())) {
                clock.now = Instant.now();
                HttpTransport transport = retrying(
                        apache
                                ? new ApacheHttpTransport(HttpSettings.defaults())
                                : new JdkHttpTransport(HttpSettings.defaults()));

                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.post(server.uri("/token"), "text/plain", "code")
                                .withResending(HttpRequest.Resending.ONLY_IF_UNSENT)));
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    private static final class ResetsOnce implements LoopbackServer.Script {

        private boolean wasReset;

        @Override
        public synchronized void answer(LoopbackServer.Received received, LoopbackServer.Reply reply) throws Exception {
            if (wasReset) {
                reply.json(200, "{}");
            } else {
                wasReset = true;
                reply.reset();
            }
        }
    }

    private static final class HandMovedClock extends Clock {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
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
