package io.openmsal.testing.emulator;

import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Reaches the emulator without a connection: the same dispatcher answers, on the thread that asks. Deadline, cancellation and interruption
 * end an exchange as they do over a connection.
 */
final class InProcessTransport implements HttpTransport {

    private final URI base;
    private final Dispatcher dispatcher;
    private final Consumer<EmulatorRequest> witness;
    private final Clock clock;
    private final CountDownLatch closing;

    InProcessTransport(
            URI base, Dispatcher dispatcher, Consumer<EmulatorRequest> witness, Clock clock, CountDownLatch closing) {
        this.base = base;
        this.dispatcher = dispatcher;
        this.witness = witness;
        this.clock = clock;
        this.closing = closing;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        ClientPatience patience = new ClientPatience(request, clock, closing);
        patience.refuseIfOver();
        if (!base.getAuthority().equals(request.uri().getAuthority())) {
            throw new RequestNotSentException(
                    "There is no network here, only the emulator at " + base + ", and this went to "
                            + request.uri().getHost() + ".",
                    new ConnectException("no network"));
        }
        if (closing.getCount() == 0) {
            throw new RequestNotSentException(
                    "The emulator at " + base + " was closed.", new ConnectException("Connection refused"));
        }
        Route route = Route.of(request.uri().getPath());
        EmulatorRequest received = received(request, route.endpoint());
        witness.accept(received);
        Answer answer = dispatcher.serve(received, route, patience);
        patience.refuseIfOver();
        return delivered(answer);
    }

    private static EmulatorRequest received(HttpRequest request, EmulatorEndpoint endpoint) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().asMap().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return EmulatorRequest.received(
                endpoint, request.method(), request.uri(), headers, request.body(), Optional.empty());
    }

    private static HttpResponse delivered(Answer answer) throws IOException {
        switch (answer.delivery()) {
            case RESET -> throw new SocketException("Connection reset");
            case TRUNCATED -> throw new EOFException("The answer ended before its promised length.");
            default -> {
                HttpHeaders headers = HttpHeaders.empty();
                for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                    headers = headers.with(header.getKey(), header.getValue());
                }
                return new HttpResponse(answer.status(), headers, answer.body());
            }
        }
    }
}
