package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.LoopbackServer;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
