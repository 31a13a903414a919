package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.TransportClosedException;
import io.openmsal.testing.http.HttpTransportContract;
import io.openmsal.testing.http.LoopbackServer;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ApacheHttpTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport() {
        return new ApacheHttpTransport(HttpSettings.defaults());
    }

    @Test
    void aRequestThatGetsNoConnectionIsToldSoAndNotThatTheServerIsSilent() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        Cancellation ending = new Cancellation();
        HttpSettings one = HttpSettings.builder()
                .maxConnections(1)
                .maxConnectionsPerRoute(1)
                .build();
        try (LoopbackServer silent = LoopbackServer.start((request, reply) -> {
                    taken.countDown();
                    reply.silence();
                });
                ApacheHttpTransport transport = new ApacheHttpTransport(one)) {
            HttpRequest request = HttpRequest.get(silent.uri("/keys"));
            HttpRequest withoutEnd = request.within(Deadline.none(), ending);
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread hanging = new Thread(() -> end.complete(catchThrowable(() -> transport.send(withoutEnd))));
            hanging.start();
            assertThat(taken.await(60, TimeUnit.SECONDS)).isTrue();

            for (int i = 0; i < 3; i++) {
                Deadline soon = Deadline.after(Clock.systemUTC(), Duration.ofMillis(300));
                assertThat(catchThrowable(() -> transport.send(request.within(soon, Cancellation.none()))))
                        .isInstanceOf(SocketTimeoutException.class)
                        .hasMessageContaining(
                                "No connection to " + request.uri().getHost() + " was free")
                        .hasMessageContaining("at most 1 to one host and 1 in all")
                        .hasMessageContaining("Raise HttpSettings.maxConnectionsPerRoute");
            }
            assertThat(silent.connections()).isEqualTo(1);

            ending.cancel();
            assertThat(end.get(60, TimeUnit.SECONDS)).hasMessageContaining("Cancelled");
        }
    }

    @Test
    void whoClosesItWhileTheFirstRequestBeginsLeavesNoConnection() throws Exception {
        ApacheHttpTransport[] transport = new ApacheHttpTransport[1];
        ExchangeWatch closing = new ExchangeWatch(watching -> {
            transport[0].close();
            return new Thread(watching);
        });
        transport[0] = new ApacheHttpTransport(HttpSettings.defaults(), null, closing);
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.json(200, "{}"))) {
            Throwable failure = catchThrowable(() -> transport[0].send(HttpRequest.get(server.uri("/"))));

            assertThat(failure).isInstanceOf(TransportClosedException.class);
            assertThat(server.connections()).isZero();
        }
    }
}
