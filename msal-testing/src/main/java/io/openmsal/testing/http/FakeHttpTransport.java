package io.openmsal.testing.http;

import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A transport without a network: it answers from a script and remembers what it was asked.
 *
 * <pre>{@code
 * var http = new FakeHttpTransport().reply(200, "{\"access_token\":\"at\"}");
 * ...
 * assertThat(http.onlyRequest().formParameter("grant_type")).contains("refresh_token");
 * }</pre>
 *
 * <p>Queued answers are given once each, in order. Standing answers, made with {@link #when}, are given to every request they
 * match and are asked first: the place for a discovery document. A request without an answer is an {@link AssertionError}
 * that names it. Like a real transport it refuses a request whose deadline has passed, which was cancelled, or whose thread
 * was interrupted. Safe for many threads.
 */
public final class FakeHttpTransport implements HttpTransport {

    private static final long PAUSE_SLICE_MILLIS = 5;

    private final Object guard = new Object();
    private final Queue<Answer> script = new ArrayDeque<>();
    private final List<StandingAnswer> standing = new ArrayList<>();
    private final List<SentRequest> sent = new ArrayList<>();
    private @Nullable CountDownLatch gate;

    /** Makes a transport with an empty script. */
    public FakeHttpTransport() {}

    /**
     * Queues a JSON answer.
     *
     * @param status the HTTP status
     * @param json the body
     * @return this
     */
    public FakeHttpTransport reply(int status, String json) {
        return reply(jsonResponse(status, json));
    }

    /**
     * Queues an answer.
     *
     * @param response what to answer
     * @return this
     */
    public FakeHttpTransport reply(HttpResponse response) {
        Objects.requireNonNull(response, "response");
        return queue(request -> response);
    }

    /**
     * Queues a failure.
     *
     * @param failure what to throw
     * @return this
     */
    public FakeHttpTransport fail(IOException failure) {
        Objects.requireNonNull(failure, "failure");
        return queue(request -> {
            throw failure;
        });
    }

    /**
     * Queues an answer that depends on the request. It is computed on the thread that sends.
     *
     * @param answer from the request to its response
     * @return this
     */
    public FakeHttpTransport replyWith(Function<HttpRequest, HttpResponse> answer) {
        Objects.requireNonNull(answer, "answer");
        return queue(answer::apply);
    }

    /**
     * Begins a standing answer, given to every request that matches. Of several that match, the one made last is given.
     *
     * @param matches which requests it is for
     * @return takes the answer
     */
    public StandingReply when(Predicate<HttpRequest> matches) {
        return new StandingReply(Objects.requireNonNull(matches, "matches"));
    }

    /**
     * Holds every request, from now on, until the latch opens. A held request still ends by its deadline, its cancellation
     * or an interruption of its thread. It counts as {@linkplain #requests() sent} while it is held.
     *
     * @param released opens when requests may be answered
     * @return this
     */
    public FakeHttpTransport pauseUntil(CountDownLatch released) {
        synchronized (guard) {
            gate = Objects.requireNonNull(released, "released");
        }
        return this;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        refuseIfOver(request);
        CountDownLatch closed;
        synchronized (guard) {
            sent.add(new SentRequest(request));
            guard.notifyAll();
            closed = gate;
        }
        if (closed != null) {
            passThrough(closed, request);
        }
        return answerTo(request).to(request);
    }

    /**
     * Everything sent so far.
     *
     * @return oldest first; a copy
     */
    public List<SentRequest> requests() {
        synchronized (guard) {
            return new ArrayList<>(sent);
        }
    }

    /**
     * The one request that was sent.
     *
     * @return the request
     * @throws AssertionError when there was none, or more than one
     */
    public SentRequest onlyRequest() {
        List<SentRequest> all = requests();
        if (all.size() != 1) {
            throw new AssertionError("Exactly one request was expected, but " + all.size() + " were sent: " + all);
        }
        return all.get(0);
    }

    /**
     * The request sent last.
     *
     * @return the request
     * @throws AssertionError when there was none
     */
    public SentRequest lastRequest() {
        List<SentRequest> all = requests();
        if (all.isEmpty()) {
            throw new AssertionError("A request was expected, but none was sent");
        }
        return all.get(all.size() - 1);
    }

    /**
     * Waits until so many requests were sent, for tests with several threads.
     *
     * @param count how many, counted from the beginning
     * @param patience how long to wait at most, in real time
     * @throws AssertionError when they were not sent in time
     * @throws InterruptedException when the thread was interrupted
     */
    public void awaitRequests(int count, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (guard) {
            while (sent.size() < count) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(
                            count + " requests were expected within " + patience + ", but these were sent: " + sent);
                }
                TimeUnit.NANOSECONDS.timedWait(guard, left);
            }
        }
    }

    /**
     * How many queued answers nobody has asked for yet.
     *
     * @return zero when the script was played to its end
     */
    public int unusedReplies() {
        synchronized (guard) {
            return script.size();
        }
    }

    private FakeHttpTransport queue(Answer answer) {
        synchronized (guard) {
            script.add(answer);
        }
        return this;
    }

    private Answer answerTo(HttpRequest request) {
        List<StandingAnswer> candidates;
        synchronized (guard) {
            candidates = new ArrayList<>(standing);
        }
        for (int i = candidates.size() - 1; i >= 0; i--) {
            if (candidates.get(i).matches.test(request)) {
                return candidates.get(i).answer;
            }
        }
        Answer next;
        synchronized (guard) {
            next = script.poll();
        }
        if (next == null) {
            throw new AssertionError(
                    "Nobody scripted an answer for " + request + request.uri().getRawPath()
                            + ". Queue one with reply(...) or fail(...), or give a standing one with when(...)");
        }
        return next;
    }

    private static void passThrough(CountDownLatch closed, HttpRequest request) throws IOException {
        try {
            // in slices, because the request's deadline may read a clock that only the test moves
            while (!closed.await(PAUSE_SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
                refuseIfOver(request);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            refuseIfOver(request);
        }
        refuseIfOver(request);
    }

    private static void refuseIfOver(HttpRequest request) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The thread was interrupted during " + request);
        }
        if (request.cancellation().isCancelled()) {
            throw new InterruptedIOException("Cancelled: " + request);
        }
        if (request.deadline().hasPassed()) {
            throw new SocketTimeoutException("The deadline passed during " + request);
        }
    }

    private static HttpResponse jsonResponse(int status, String json) {
        return new HttpResponse(
                status,
                HttpHeaders.empty().with("Content-Type", "application/json; charset=utf-8"),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the answer that every matching request gets. */
    public final class StandingReply {

        private final Predicate<HttpRequest> matches;

        private StandingReply(Predicate<HttpRequest> matches) {
            this.matches = matches;
        }

        /**
         * Answers with JSON.
         *
         * @param status the HTTP status
         * @param json the body
         * @return the transport
         */
        public FakeHttpTransport reply(int status, String json) {
            return reply(jsonResponse(status, json));
        }

        /**
         * Answers with a response.
         *
         * @param response what to answer
         * @return the transport
         */
        public FakeHttpTransport reply(HttpResponse response) {
            Objects.requireNonNull(response, "response");
            return stand(request -> response);
        }

        /**
         * Fails.
         *
         * @param failure what to throw
         * @return the transport
         */
        public FakeHttpTransport fail(IOException failure) {
            Objects.requireNonNull(failure, "failure");
            return stand(request -> {
                throw failure;
            });
        }

        /**
         * Answers with what depends on the request.
         *
         * @param answer from the request to its response
         * @return the transport
         */
        public FakeHttpTransport replyWith(Function<HttpRequest, HttpResponse> answer) {
            Objects.requireNonNull(answer, "answer");
            return stand(answer::apply);
        }

        private FakeHttpTransport stand(Answer answer) {
            synchronized (guard) {
                standing.add(new StandingAnswer(matches, answer));
            }
            return FakeHttpTransport.this;
        }
    }

    @FunctionalInterface
    private interface Answer {
        HttpResponse to(HttpRequest request) throws IOException;
    }

    private record StandingAnswer(Predicate<HttpRequest> matches, Answer answer) {}
}
