package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.time.TestClock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The emulator without a connection answers as it does over one. */
@Timeout(90)
class InProcessTransportTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private final Emulator emulator = EMULATOR.get();

    private HttpResponse askForAToken() throws IOException {
        return emulator.transport().send(tokenRequest(emulator));
    }

    private static HttpRequest tokenRequest(Emulator emulator) {
        return HttpRequest.post(
                URI.create(emulator.authority("contoso") + "/oauth2/v2.0/token"),
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&client_id=" + emulator.defaultConfidentialClientId()
                        + "&client_secret="
                        + emulator.defaultClientSecret().reveal()
                        + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default");
    }

    @Test
    void aTokenRequestIsAnsweredAndWrittenDown() throws Exception {
        HttpResponse response = askForAToken();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).contains("\"access_token\"");
        assertThat(response.headers().first("content-type")).hasValue("application/json; charset=utf-8");
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.parameter("grant_type")).hasValue("client_credentials"));
    }

    @Test
    void aFaultThatWaitsThereMeetsThisRequestToo() throws Exception {
        emulator.nextTokenRequest(Fault.status(503));

        assertThat(askForAToken().status()).isEqualTo(503);
    }

    @Test
    void whatBreaksAConnectionIsAnIoException() {
        emulator.nextTokenRequest(Fault.reset());
        assertThatThrownBy(this::askForAToken).isInstanceOf(SocketException.class);

        emulator.nextTokenRequest(Fault.truncated());
        assertThatThrownBy(this::askForAToken).isInstanceOf(EOFException.class);
    }

    @Test
    void anyOtherHostIsOutOfReachByName() {
        HttpRequest elsewhere = HttpRequest.get(URI.create("https://login.microsoftonline.com/common"));

        assertThatThrownBy(() -> emulator.transport().send(elsewhere))
                .isInstanceOf(RequestNotSentException.class)
                .hasMessageContaining("login.microsoftonline.com");
        assertThat(emulator.requests()).isEmpty();
    }

    @Nested
    class ARequestThatIsOver {

        private final Cancellation cancellation = new Cancellation();

        private HttpRequest request(Deadline deadline) {
            return tokenRequest(emulator).within(deadline, cancellation);
        }

        private void assertNothingWasSent(HttpRequest over, Class<? extends IOException> failure) {
            assertThatThrownBy(() -> emulator.transport().send(over)).isInstanceOf(failure);
            assertThat(emulator.requests()).isEmpty();
        }

        @Test
        void isNotSent() {
            assertNothingWasSent(
                    request(Deadline.after(Clock.systemUTC(), Duration.ZERO)), SocketTimeoutException.class);
            cancellation.cancel();
            assertNothingWasSent(request(Deadline.none()), InterruptedIOException.class);
        }

        @Test
        void isNotSentByAThreadThatWasInterruptedAndItsFlagStays() {
            Thread.currentThread().interrupt();
            try {
                assertNothingWasSent(request(Deadline.none()), InterruptedIOException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Nested
    class ALateAnswer {

        private final Cancellation cancellation = new Cancellation();

        @Test
        void isNotWaitedForBeyondTheDeadline() {
            emulator.nextTokenRequest(Fault.slow(Duration.ofHours(1)));
            Deadline brief = Deadline.after(Clock.systemUTC(), Duration.ofMillis(50));

            assertThatThrownBy(() ->
                            emulator.transport().send(tokenRequest(emulator).within(brief, cancellation)))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(brief.hasPassed()).isTrue();
        }

        @Test
        void moreThanAStandingClockAllowsMovesItToTheDeadlineAndNobodyWaits() {
            TestClock clock = new TestClock();
            try (Emulator standing = Emulator.builder().clock(clock).start()) {
                standing.nextTokenRequest(Fault.slow(Duration.ofHours(1)));
                Deadline deadline = Deadline.after(clock, Duration.ofMinutes(5));

                assertThatThrownBy(() ->
                                standing.transport().send(tokenRequest(standing).within(deadline, cancellation)))
                        .isInstanceOf(SocketTimeoutException.class);
                assertThat(clock.instant()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(5)));
            }
        }

        @Test
        void thatIsInTimeIsWaitedForAndTheClockIsLeftAlone() throws Exception {
            TestClock clock = new TestClock();
            try (Emulator standing = Emulator.builder().clock(clock).start()) {
                standing.nextTokenRequest(Fault.slow(Duration.ofMillis(20)));
                Deadline deadline = Deadline.after(clock, Duration.ofMinutes(5));

                assertThat(standing.transport()
                                .send(tokenRequest(standing).within(deadline, cancellation))
                                .status())
                        .isEqualTo(200);
                assertThat(clock.instant()).isEqualTo(TestClock.START);
            }
        }

        @Test
        void isNotWaitedForAfterACancellation() throws Exception {
            Thread person = onceSent(cancellation::cancel);

            assertThatThrownBy(() ->
                            emulator.transport().send(tokenRequest(emulator).within(Deadline.none(), cancellation)))
                    .isInstanceOf(InterruptedIOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            person.join();
        }

        @Test
        void isNotWaitedForAfterAnInterruptionAndTheFlagStays() throws Exception {
            Thread asking = Thread.currentThread();
            Thread other = onceSent(asking::interrupt);
            try {
                assertThatThrownBy(() ->
                                emulator.transport().send(tokenRequest(emulator).within(Deadline.none(), cancellation)))
                        .isInstanceOf(InterruptedIOException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            other.join();
        }

        private Thread onceSent(Runnable step) {
            emulator.nextTokenRequest(Fault.slow(Duration.ofHours(1)));
            Thread thread = new Thread(() -> {
                while (emulator.tokenRequestCount() == 0) {
                    Thread.onSpinWait();
                }
                step.run();
            });
            thread.start();
            return thread;
        }
    }
}
