package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.port.http.ResponseTooLargeException;
import io.openmsal.port.http.TransportClosedException;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which the core speaks to a server. Says who asks, keeps to the call's deadline, tells the operator, and
 * turns every way in which it can go wrong into a typed failure. Safe for many threads.
 */
public final class ServerExchange {

    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    private final Introduction introduction;
    private final HttpTransport transport;
    private final JsonCodec codec;
    private final Clock clock;
    private final EventSink events;
    private final ClockComparison comparison;

    /**
     * Makes the exchange.
     *
     * @param introduction who asks
     * @param transport what sends
     * @param codec what reads the answers
     * @param clock what tells the time
     * @param events who is told about each request
     */
    public ServerExchange(
            Introduction introduction, HttpTransport transport, JsonCodec codec, Clock clock, EventSink events) {
        this(introduction, transport, codec, clock, events, new ClockComparison(clock, events));
    }

    private ServerExchange(
            Introduction introduction,
            HttpTransport transport,
            JsonCodec codec,
            Clock clock,
            EventSink events,
            ClockComparison comparison) {
        this.introduction = introduction;
        this.transport = transport;
        this.codec = codec;
        this.clock = clock;
        this.events = events;
        this.comparison = comparison;
    }

    /**
     * The same over another transport, such as one that shows a client certificate.
     *
     * @param other what sends
     * @return another exchange
     */
    public ServerExchange over(HttpTransport other) {
        return new ServerExchange(introduction, other, codec, clock, events, comparison);
    }

    /**
     * Sends a request, for JSON unless it says otherwise in {@code Accept}.
     *
     * @param request what to send; headers that say who asks are added
     * @param purpose what it is for, in a few words, for messages
     * @param call the call on whose behalf it is sent
     * @return the answer, whatever its status
     * @throws MsalException when no whole answer arrived: timed out, cancelled, too large, broken off, or never asked for
     */
    public ServerReply send(HttpRequest request, String purpose, CallContext call) {
        stopIfOver(purpose, call);
        HttpRequest complete = introduction
                .on(acceptingJsonUnlessSaid(request))
                .withHeader("client-request-id", call.correlationId())
                .withHeader("return-client-request-id", "true")
                .withHeader("x-ms-lib-capability", "retry-after, h429")
                .within(call.deadline(), call.cancellation());
        String host = request.uri().getHost();
        long started = clock.millis();
        try {
            HttpResponse response = bounded(host, transport.send(complete));
            long took = clock.millis() - started;
            call.tally().answered(response.status(), took);
            events.tell(Event.of(Event.Level.DEBUG, "http.exchange")
                    .with("purpose", purpose)
                    .with("method", request.method())
                    .with("host", host)
                    .with("status", response.status())
                    .with("milliseconds", took)
                    .with("correlationId", call.correlationId()));
            comparison.with(host, response.headers(), started, started + took);
            return replyOf(host, response);
        } catch (Exception failure) {
            events.tell(Event.of(Event.Level.DEBUG, "http.failure")
                    .with("purpose", purpose)
                    .with("host", host)
                    .with("failure", failure.getClass().getSimpleName())
                    .with("milliseconds", clock.millis() - started)
                    .with("correlationId", call.correlationId()));
            throw typed(failure, host, purpose, call);
        }
    }

    /**
     * Tells the operator what is made of an answer, or of there being none.
     *
     * @param event what happened
     */
    public void tell(Event event) {
        events.tell(event);
    }

    private static HttpRequest acceptingJsonUnlessSaid(HttpRequest request) {
        return request.headers().first("Accept").isPresent()
                ? request
                : request.withHeader("Accept", "application/json");
    }

    private static HttpResponse bounded(String host, HttpResponse response) throws ResponseTooLargeException {
        if (response.size() > LARGEST_BODY) {
            throw new ResponseTooLargeException(host, LARGEST_BODY, response.status());
        }
        return response;
    }

    private ServerReply replyOf(String host, HttpResponse response) {
        HttpHeaders headers = response.headers();
        String text = response.text();
        return new ServerReply(
                host,
                response.status(),
                mediaType(headers),
                headers.retryAfter(clock),
                text,
                objectIn(text),
                headers.first("WWW-Authenticate"),
                headers.first("Server"));
    }

    private Optional<JsonObject> objectIn(String text) {
        try {
            return Optional.of(JsonObject.parse(codec, text));
        } catch (MalformedJsonException noObject) {
            return Optional.empty();
        }
    }

    private static String mediaType(HttpHeaders headers) {
        String type = headers.first("Content-Type").orElse("-");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim();
    }

    /**
     * Ends the call when it has no time left or was cancelled.
     *
     * @param purpose what was about to be done, in a few words
     * @param call the call
     * @throws MsalTimeoutException when its deadline passed
     * @throws MsalCancelledException when it was cancelled
     */
    public static void stopIfOver(String purpose, CallContext call) {
        if (call.cancellation().isCancelled()) {
            throw cancelled(purpose, call, null);
        }
        if (call.deadline().hasPassed()) {
            throw timedOut(purpose, call, null);
        }
    }

    static MsalCancelledException cancelled(String purpose, CallContext call, @Nullable Throwable cause) {
        return new MsalCancelledException(
                "authentication_canceled", "Cancelled during the " + purpose + ".", call.correlationId(), cause);
    }

    static MsalCancelledException interrupted(String purpose, CallContext call, @Nullable Throwable cause) {
        return new MsalCancelledException(
                "authentication_canceled",
                "The thread was interrupted during the " + purpose + ".",
                call.correlationId(),
                cause);
    }

    static MsalTimeoutException timedOut(String purpose, CallContext call, @Nullable Throwable cause) {
        return new MsalTimeoutException(
                "request_timeout",
                "The time allowed for the call ran out during the " + purpose
                        + ". Allow more with timeout(...), or look at the network between here and the server.",
                call.correlationId(),
                cause);
    }

    private static MsalException typed(Exception failure, String host, String purpose, CallContext call) {
        if (call.cancellation().isCancelled() || Thread.currentThread().isInterrupted()) {
            return cancelled(purpose, call, failure);
        }
        if (call.deadline().hasPassed() || (failure instanceof SocketTimeoutException && call.isNearlyOver())) {
            return timedOut(purpose, call, failure);
        }
        if (failure instanceof TransportClosedException) {
            // no failure of the network, which would be waited for
            return new MsalConfigurationException(
                    "transport_closed",
                    "The " + purpose + " at " + host
                            + " was not sent, because the transport is closed. Build the application"
                            + " with a new one, and close that after its last call.",
                    call.correlationId(),
                    failure);
        }
        if (failure instanceof ResponseTooLargeException tooLarge) {
            return new MsalServiceException(
                    new ServiceError(
                            host,
                            tooLarge.status(),
                            "response_too_large",
                            "",
                            Collections.emptyList(),
                            null,
                            null,
                            call.correlationId(),
                            null),
                    failure.getMessage() + ", during the " + purpose
                            + ". Check that this is the identity provider and not a portal in between.",
                    failure);
        }
        String next;
        String code;
        if (failure instanceof RequestNotSentException) {
            code = "network_not_available";
            next = "Nothing was sent. Check name, proxy and trusted certificates.";
        } else if (failure instanceof SocketTimeoutException) {
            code = "request_timeout";
            next = "It took too long. Try again later.";
        } else if (failure instanceof InterruptedIOException) {
            code = "connection_broken";
            next = "The exchange was interrupted.";
        } else if (failure instanceof IOException) {
            code = "connection_broken";
            next = "The connection broke before the whole answer arrived. Try again later.";
        } else {
            code = "transport_failed";
            next = "The transport threw an exception that its contract does not allow.";
        }
        return new MsalTransportException(
                code,
                "The " + purpose + " at " + host + " got no answer: " + describe(failure) + ". " + next,
                call.correlationId(),
                failure);
    }

    private static String describe(Exception failure) {
        return failure instanceof IOException && failure.getMessage() != null
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }
}
