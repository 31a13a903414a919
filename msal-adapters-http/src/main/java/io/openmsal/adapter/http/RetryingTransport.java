package io.openmsal.adapter.http;

import io.openmsal.port.Deadline;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.port.http.ResponseTooLargeException;
import io.openmsal.port.http.TransportClosedException;
import io.openmsal.port.time.Sleeper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Sends a request again when the network or the server had a short trouble, through any other transport.
 *
 * <ul>
 *   <li>A request that {@linkplain RequestNotSentException never left} is sent again, whatever it holds, unless the reason
 *       stays: an untrusted certificate, refused proxy credentials, a closed transport.
 *   <li>A lost connection, and the statuses 408, 500, 502, 503 and 504, are tried again if the request {@linkplain
 *       HttpRequest.Resending allows} it: a one-time code is never sent twice.
 *   <li>A 429 is tried again only when the server says that a short wait is enough ({@link RetryPolicy#longestThrottling()}).
 *       Otherwise more requests make it worse, and the answer goes to the caller, who knows how to throttle.
 *   <li>{@code Retry-After} (RFC 9110 §10.2.3) is honoured, in seconds or as a date. When the wait does not end before the
 *       deadline, the answer or failure is passed on at once.
 *   <li>Time-outs, cancellations, interruptions, and answers that are too large or cannot be read are never tried again.
 * </ul>
 *
 * <p>All tries share one deadline: the request's, or the call timeout when that is earlier. Each retry emits an
 * {@code http.retry} event. Safe for many threads if the random source is.
 */
public final class RetryingTransport implements HttpTransport {

    private static final Set<Integer> PASSING_STATUSES = Set.of(408, 500, 502, 503, 504);
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpTransport delegate;
    private final RetryPolicy policy;
    private final Duration callTimeout;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Random random;
    private final EventSink events;

    /**
     * Wraps a transport.
     *
     * @param delegate what sends
     * @param policy how often, and how patiently
     * @param callTimeout the most all tries may take together; positive
     * @param clock tells the time, for deadlines and dates in {@code Retry-After}
     * @param sleeper waits
     * @param random spreads the waits
     * @param events is told of each retry
     */
    public RetryingTransport(
            HttpTransport delegate,
            RetryPolicy policy,
            Duration callTimeout,
            Clock clock,
            Sleeper sleeper,
            Random random,
            EventSink events) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.callTimeout = Objects.requireNonNull(callTimeout, "callTimeout");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.random = Objects.requireNonNull(random, "random");
        this.events = Objects.requireNonNull(events, "events");
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        Deadline deadline = request.deadline().earlier(Deadline.after(clock, callTimeout));
        HttpRequest bounded = request.within(deadline, request.cancellation());
        for (int retry = 1; ; retry++) {
            Outcome outcome = attempt(bounded);
            Optional<Duration> wait = retry > policy.maxRetries() ? Optional.empty() : outcome.wait(bounded, retry);
            if (wait.isEmpty() || !endsBefore(deadline, wait.get())) {
                return outcome.result();
            }
            tell(request, retry, outcome.reason(), wait.get());
            pause(bounded, wait.get());
        }
    }

    private Outcome attempt(HttpRequest request) {
        try {
            return new Answered(delegate.send(request));
        } catch (IOException failure) {
            return new Failed(failure);
        }
    }

    private static boolean endsBefore(Deadline deadline, Duration wait) {
        return deadline.remainingAtMost(wait.plusMillis(1)).compareTo(wait) > 0;
    }

    private void tell(HttpRequest request, int retry, String reason, Duration wait) {
        Event event = Event.of(Event.Level.INFO, "http.retry")
                .with("host", request.uri().getHost())
                .with("retry", retry)
                .with("reason", reason)
                .with("wait_ms", wait.toMillis());
        events.tell(event);
    }

    private void pause(HttpRequest request, Duration wait) throws InterruptedIOException {
        String host = request.uri().getHost();
        try {
            sleeper.sleep(wait, request.cancellation());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            InterruptedIOException ended =
                    new InterruptedIOException("The thread was interrupted while waiting to ask " + host + " again");
            ended.initCause(interruption);
            throw ended;
        }
        if (request.cancellation().isCancelled()) {
            throw new InterruptedIOException("Cancelled while waiting to ask " + host + " again");
        }
    }

    private Duration jittered(int retry) {
        return Duration.ofNanos((long) (policy.ceilingBefore(retry).toNanos() * random.nextDouble()));
    }

    /** How one try ended. */
    private interface Outcome {

        /** How long to wait before the next try; empty when there should be none. */
        Optional<Duration> wait(HttpRequest request, int retry);

        /** A word for the operators. */
        String reason();

        /** What the caller gets if there is no further try. */
        HttpResponse result() throws IOException;
    }

    private final class Answered implements Outcome {

        private final HttpResponse response;

        Answered(HttpResponse response) {
            this.response = response;
        }

        @Override
        public Optional<Duration> wait(HttpRequest request, int retry) {
            if (request.resending() == HttpRequest.Resending.ONLY_IF_UNSENT) {
                return Optional.empty();
            }
            if (response.status() == TOO_MANY_REQUESTS) {
                return response.headers()
                        .retryAfter(clock)
                        .filter(wait -> wait.compareTo(policy.longestThrottling()) <= 0);
            }
            return PASSING_STATUSES.contains(response.status())
                    ? Optional.of(response.headers().retryAfter(clock).orElseGet(() -> jittered(retry)))
                    : Optional.empty();
        }

        @Override
        public String reason() {
            return "status " + response.status();
        }

        @Override
        public HttpResponse result() {
            return response;
        }
    }

    private final class Failed implements Outcome {

        private final IOException failure;

        Failed(IOException failure) {
            this.failure = failure;
        }

        @Override
        public Optional<Duration> wait(HttpRequest request, int retry) {
            boolean passing = failure instanceof RequestNotSentException
                    ? !(failure instanceof LastingFailureException || failure instanceof TransportClosedException)
                    : request.resending() == HttpRequest.Resending.ALLOWED
                            && !(failure instanceof InterruptedIOException)
                            && !(failure instanceof ResponseTooLargeException)
                            && !(failure instanceof UnreadableAnswerException);
            return passing ? Optional.of(jittered(retry)) : Optional.empty();
        }

        @Override
        public String reason() {
            return failure instanceof RequestNotSentException ? "not sent" : "connection lost";
        }

        @Override
        public HttpResponse result() throws IOException {
            throw failure;
        }
    }
}
