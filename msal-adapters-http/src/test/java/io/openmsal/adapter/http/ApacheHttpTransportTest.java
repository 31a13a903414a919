package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.TransportClosedException;
import io.openmsal.testing.http.HttpTransportContract;
import io.openmsal.testing.http.LoopbackServer;
import org.junit.jupiter.api.Test;

class ApacheHttpTransportTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport() {
        return new ApacheHttpTransport(HttpSettings.defaults());
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
