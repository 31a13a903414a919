package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.LoopbackServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aSocketThatWaitsForAllThatIsLeftDoesNotEndBeforeTheExchange() throws Exception {
        HttpRequest request = HttpRequest.get(URI.create("https://login.example.test/keys"));
        long begun = System.nanoTime();
        try (ExchangeWatch watch = new ExchangeWatch();
                Exchange exchange = Exchange.begin(request, HOUR, watch)) {
            Duration allowed = Duration.ofMillis(exchange.millisAtMost(Duration.ofDays(1)));

            Duration leftAtLeast = HOUR.minusNanos(System.nanoTime() - begun);
            assertThat(allowed).isGreaterThanOrEqualTo(leftAtLeast);
        }
    }

    @Test
    void theJdkThatConnectsAgainAfterTheEndIsStoppedAgain() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.silence());
                ExchangeWatch watch = new ExchangeWatch();
                Exchange exchange = Exchange.begin(
                        HttpRequest.get(server.uri("/")).within(Deadline.none(), cancellation), HOUR, watch)) {
            HttpURLConnection connection =
                    (HttpURLConnection) server.uri("/").toURL().openConnection();
            connection.setReadTimeout(60_000);
            exchange.onEnd(connection::disconnect);
            connection.connect();

            cancellation.cancel();

            assertThat(catchThrowable(connection::getResponseCode))
                    .as("ended, in whichever of the JDK's steps")
                    .isNotNull()
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aClosedExchangeIsNotEndedAgain() throws Exception {
        Cancellation cancellation = new Cancellation();
        HttpRequest request =
                HttpRequest.get(URI.create("https://login.example.test/keys")).within(Deadline.none(), cancellation);
        AtomicInteger ended = new AtomicInteger();
        try (ExchangeWatch watch = new ExchangeWatch()) {
            Exchange exchange = Exchange.begin(request, HOUR, watch);
            exchange.onEnd(ended::incrementAndGet);
            cancellation.cancel();
            exchange.close();
            int before = ended.get();

            exchange.poll();

            assertThat(ended).hasValue(before);
        }
    }

    @Test
    void aBodyThatNobodyBeganToReadIsClosed() throws Exception {
        Cancellation cancellation = new Cancellation();
        HttpRequest request =
                HttpRequest.get(URI.create("http://login.example.test/keys")).within(Deadline.none(), cancellation);
        CountDownLatch closed = new CountDownLatch(1);
        InputStream unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read after the end");
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        try (ExchangeWatch watch = new ExchangeWatch();
                Exchange exchange = Exchange.begin(request, HOUR, watch)) {
            LateBody body = new LateBody(new BodyReader("login.example.test", 200, 10), unread, 1, exchange);
            cancellation.cancel();

            assertThat(catchThrowable(body::await)).isInstanceOf(IOException.class);

            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** One that its deadline is said to have ended and that has time left by the clock looks like a failure of the network. */
    @Test
    void theDeadlineHasPassedWhenItEndsARequest() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.silence());
                JdkHttpTransport jdk = new JdkHttpTransport(HttpSettings.defaults());
                ApacheHttpTransport apache = new ApacheHttpTransport(HttpSettings.defaults())) {
            for (HttpTransport transport : List.of(jdk, apache)) {
                for (int i = 0; i < 40; i++) {
                    Deadline deadline = Deadline.after(Clock.systemUTC(), Duration.ofMillis(25));
                    HttpRequest request = HttpRequest.get(server.uri("/")).within(deadline, Cancellation.none());

                    Throwable failure = catchThrowable(() -> transport.send(request));

                    assertThat(deadline.hasPassed()).isTrue();
                    assertThat(failure).isInstanceOf(SocketTimeoutException.class);
                }
            }
        }
    }
}
