package io.openmsal.domain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.event.Event;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerExchangeTest {

    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private final TestClock clock = new TestClock();

    private final RecordingEventSink events = new RecordingEventSink();

    private void sendTo(HttpTransport transport) {
        send(exchange(transport));
    }

    private ServerExchange exchange(HttpTransport transport) {
        return new ServerExchange(
                Introduction.of(new FakeEnvironment()), transport, new GsonJsonCodec(), clock, events);
    }

    private void send(ServerExchange exchange) {
        sendTo("idp.example", exchange);
    }

    private void sendTo(String host, ServerExchange exchange) {
        exchange.send(
                HttpRequest.get(URI.create("https://" + host + "/token")),
                "token request",
                new CallContext("c", Deadline.after(clock, ALLOWANCE), new Cancellation()));
    }

    private HttpTransport failing(IOException failure, Duration beforeTheDeadline) {
        return request -> {
            clock.advance(ALLOWANCE.minus(beforeTheDeadline));
            throw failure;
        };
    }

    @Nested
    class ASocketThatTimesOut {

        private final SocketTimeoutException silence = new SocketTimeoutException("No whole answer");

        @ParameterizedTest
        @ValueSource(longs = {0, 1, 15})
        void atTheDeadlineOrAFewMillisecondsEarlierEndsTheTimeOfTheCall(long millis) {
            assertThatExceptionOfType(MsalTimeoutException.class)
                    .isThrownBy(() -> sendTo(failing(silence, Duration.ofMillis(millis))))
                    .withCause(silence);
        }

        @Test
        void whileTheCallHasTimeIsAnAnswerThatTookTooLong() {
            assertThatExceptionOfType(MsalTransportException.class)
                    .isThrownBy(() -> sendTo(failing(silence, Duration.ofSeconds(1))))
                    .withMessageContaining("It took too long");
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsOneEventAndKeepsItsStatus() {
        byte[] fiveMegabytes = new byte[5 * 1024 * 1024];

        assertThatExceptionOfType(MsalServiceException.class)
                .isThrownBy(() -> sendTo(request -> new HttpResponse(503, HttpHeaders.empty(), fiveMegabytes)))
                .withMessageContaining("idp.example")
                .satisfies(
                        failure -> assertThat(failure.serviceError().status()).isEqualTo(503));
        assertThat(events.names()).containsExactly("http.failure");
    }

    @Test
    void whatFailsForAnotherReasonShortlyBeforeTheDeadlineIsToldByThatReason() {
        Duration shortly = Duration.ofMillis(1);

        assertThatExceptionOfType(MsalTransportException.class)
                .isThrownBy(() -> sendTo(failing(new SocketException("Connection reset"), shortly)))
                .withMessageContaining("Connection reset");
        assertThatExceptionOfType(MsalTransportException.class)
                .isThrownBy(() -> sendTo(failing(
                        new RequestNotSentException("Cannot connect", new SocketTimeoutException("timed out")),
                        shortly)))
                .withMessageContaining("Cannot connect");
    }

    @Nested
    class TheClockOfTheServer {

        private void isAhead(Duration ahead, HttpHeaders more) {
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    clock.instant().plus(ahead).atZone(ZoneOffset.UTC));
            sendTo(request -> {
                clock.advance(Duration.ofSeconds(2));
                return new HttpResponse(200, more.with("Date", date), new byte[0]);
            });
        }

        private void isAhead(Duration ahead) {
            isAhead(ahead, HttpHeaders.empty());
        }

        @ParameterizedTest
        @CsvSource({"7200, -7198", "-7200, 7200", "304, -302", "-301, 301"})
        void thatDiffersByMoreThanOthersForgiveIsToldToTheOperator(long there, long ahead) {
            isAhead(Duration.ofSeconds(there));

            Event told = events.only("clock.differs");
            assertThat(told.level()).isEqualTo(Event.Level.WARNING);
            assertThat(told.toString()).contains("idp.example", "secondsAhead=" + ahead, "time server");
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 302, -300})
        void thatDiffersByLessIsNot(long there) {
            isAhead(Duration.ofSeconds(there));

            assertThat(events.names()).containsExactly("http.exchange");
        }

        @Test
        void ofAnotherAgeBreaksNothing() {
            HttpHeaders headers = HttpHeaders.empty().with("Date", "Sat Nov  6 08:49:37 +999999999");

            sendTo(request -> new HttpResponse(200, headers, new byte[0]));

            assertThat(events.names()).containsExactly("http.exchange", "clock.differs");
        }

        @Test
        void isToldOnceUntilItAgreesAgain() {
            ServerExchange exchange = exchange(request -> new HttpResponse(
                    200, HttpHeaders.empty().with("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), new byte[0]));
            clock.set(Instant.parse("1994-11-06T10:49:37Z"));
            send(exchange);
            send(exchange);
            assertThat(events.named("clock.differs")).hasSize(1);

            clock.set(Instant.parse("1994-11-06T08:50:00Z"));
            send(exchange);
            clock.set(Instant.parse("1994-11-06T08:40:00Z"));
            send(exchange);
            assertThat(events.named("clock.differs")).hasSize(2);
        }

        @Test
        void isToldOnceForEachHostWhicheverOthersAgree() {
            ServerExchange exchange = exchange(this::onlyTheFirstHostIsRight);
            for (int i = 0; i < 5; i++) {
                sendTo("right.example", exchange);
                sendTo("wrong.example", exchange);
                sendTo("wrong-too.example", exchange);
            }

            assertThat(events.named("clock.differs"))
                    .extracting(Event::toString)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("host=wrong.example"),
                            second -> assertThat(second).contains("host=wrong-too.example"));
        }

        private HttpResponse onlyTheFirstHostIsRight(HttpRequest request) {
            Instant theirs = "right.example".equals(request.uri().getHost())
                    ? clock.instant()
                    : clock.instant().minus(Duration.ofHours(1));
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs.atZone(ZoneOffset.UTC));
            return new HttpResponse(200, HttpHeaders.empty().with("Date", date), new byte[0]);
        }

        @Test
        void isRememberedOfAHundredHosts() {
            ServerExchange exchange = exchange(this::onlyTheFirstHostIsRight);
            for (int i = 1; i <= 101; i++) {
                sendTo("h" + i + ".example", exchange);
            }
            sendTo("h101.example", exchange);
            assertThat(events.named("clock.differs")).hasSize(101);

            sendTo("h1.example", exchange);
            assertThat(events.named("clock.differs")).hasSize(102);
        }

        @Test
        void isNotKnownFromWhatACacheInBetweenHasKeptNorFromWhatIsNoDate() {
            isAhead(Duration.ofHours(-2), HttpHeaders.empty().with("Age", "7200"));
            sendTo(request -> new HttpResponse(200, HttpHeaders.empty().with("Date", "yesterday"), new byte[0]));
            sendTo(request -> new HttpResponse(200, HttpHeaders.empty(), new byte[0]));

            assertThat(events.named("clock.differs")).isEmpty();
        }
    }
}
