package io.openmsal.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpConnection;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.port.http.ResponseTooLargeException;
import io.openmsal.port.http.TransportClosedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link HttpTransport} promises, checked against raw servers on loopback. Extend it, and give the transport:
 *
 * <pre>{@code
 * class MyTransportTest extends HttpTransportContract {
 *     @Override protected HttpTransport transport() { return new MyTransport(); }
 * }
 * }</pre>
 *
 * <p>The transport must accept bodies of 100 kB and refuse one of 10 MB. {@link FakeHttpTransport} has no network and so has a
 * test of its own, which covers deadline, cancellation and interruption alike. Each test runs on a thread of its own, so that a
 * transport which hangs for ever fails instead of stopping the build.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class HttpTransportContract {

    private static final Duration MOMENT = Duration.ofMillis(600);
    private static final Duration LATEST = Duration.ofMillis(600 + 300);

    /** By how much a transport that counts whole milliseconds may end early. */
    private static final Duration NEARLY = Duration.ofMillis(20);

    /** Long before anything else would end the wait. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String HIDDEN_QUERY = "query-secret-81";
    private static final String HIDDEN_PERSON = "jane";
    private static final String HIDDEN_BODY = "body-secret-82";
    private static final String HIDDEN_HEADER = "header-secret-83";
    private static final String HIDDEN_ANSWER = "answer-secret-84";

    private final List<LoopbackServer> servers = new ArrayList<>();
    private HttpTransport transport = request -> {
        throw new IllegalStateException("Not set up");
    };

    /** For subclasses. */
    protected HttpTransportContract() {}

    /**
     * The transport to check, fresh for each test. It is closed after the test if it can be.
     *
     * @return the transport
     * @throws Exception when it cannot be made
     */
    protected abstract HttpTransport transport() throws Exception;

    /**
     * Starts a server for one test; a subclass may start one that speaks TLS.
     *
     * @param script answers each request
     * @return the running server
     * @throws Exception when it cannot be started
     */
    protected LoopbackServer startServer(LoopbackServer.Script script) throws Exception {
        return LoopbackServer.start(script);
    }

    @BeforeEach
    void setUp() throws Exception {
        transport = transport();
    }

    @AfterEach
    void tearDown() throws Exception {
        servers.forEach(LoopbackServer::close);
        if (transport instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 302, 307, 400, 401, 403, 404, 407, 429, 500, 503})
    void anyStatusIsAResponse(int status) throws Exception {
        LoopbackServer server =
                server((request, reply) -> reply.json(status, "{\"status\":" + status + "}", "Location: /elsewhere"));

        HttpResponse get = transport.send(HttpRequest.get(server.uri("/a")));
        HttpResponse post = transport.send(tokenRequest(server, "grant_type=password"));

        assertThat(get.status()).isEqualTo(status);
        assertThat(get.text()).isEqualTo("{\"status\":" + status + "}");
        assertThat(post.status()).isEqualTo(status);
        assertThat(post.text()).isEqualTo("{\"status\":" + status + "}");
        assertThat(server.requests()).as("redirects are not followed").hasSize(2);
    }

    @Test
    void aChallengeIsGivenToTheCaller() throws Exception {
        LoopbackServer server = server((request, reply) ->
                reply.json(401, "{\"error\":\"invalid_client\"}", "WWW-Authenticate: Basic realm=/var/key"));

        HttpResponse response = transport.send(tokenRequest(server, "a=b"));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().first("www-authenticate")).contains("Basic realm=/var/key");
        assertThat(response.text()).contains("invalid_client");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aChallengeToAOneTimeRequestIsStillAResponse() throws Exception {
        LoopbackServer server =
                server((request, reply) -> reply.json(401, "{}", "WWW-Authenticate: Basic realm=\"x\""));

        HttpResponse response =
                transport.send(tokenRequest(server, "code=1").withResending(HttpRequest.Resending.ONLY_IF_UNSENT));

        assertThat(response.status()).isEqualTo(401);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anEmptyAnswerIsAResponse() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.raw("HTTP/1.1 204 No Content\r\n\r\n"));

        HttpResponse response = transport.send(HttpRequest.get(server.uri("/")));

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.size()).isZero();
    }

    @Test
    void requestsArriveAsTheyWereMade() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(200, "{}"));

        transport.send(HttpRequest.post(
                        server.uri("/te%20nant/token?dc=a%2Bb&x=1"), "application/x-www-form-urlencoded", "a=é&b=漢")
                .withHeader("X-Client-SKU", "openmsal")
                .withHeader("Authorization", "Basic YTpi"));

        LoopbackServer.Received received = server.requests().get(0);
        assertThat(received.requestLine()).isEqualTo("POST /te%20nant/token?dc=a%2Bb&x=1 HTTP/1.1");
        assertThat(received.body()).isEqualTo("a=é&b=漢");
        assertThat(received.headers())
                .containsEntry("x-client-sku", "openmsal")
                .containsEntry("authorization", "Basic YTpi")
                .containsEntry("content-type", "application/x-www-form-urlencoded")
                .doesNotContainKey("transfer-encoding");
    }

    @Test
    void anEmptyBodyCanBePosted() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(200, "{}"));

        transport.send(tokenRequest(server, ""));

        assertThat(server.requests().get(0).headers()).containsEntry("content-length", "0");
    }

    @Test
    void headersAndBodyComeBack() throws Exception {
        LoopbackServer server =
                server((request, reply) -> reply.json(200, "{\"name\":\"Zoë 漢字\"}", "x-ms-REQUEST-id: 42"));

        HttpResponse response = transport.send(HttpRequest.get(server.uri("/")));

        assertThat(response.headers().first("X-MS-Request-Id")).contains("42");
        assertThat(response.text()).isEqualTo("{\"name\":\"Zoë 漢字\"}");
    }

    @Test
    void aFieldThatIsRepeatedKeepsItsOrder() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(
                200,
                "{}",
                "WWW-Authenticate: Bearer\r\nX-Between: 1\r\nwww-authenticate: PoP\r\nWWW-Authenticate: Basic"));

        HttpResponse response = transport.send(HttpRequest.get(server.uri("/")));

        assertThat(response.headers().asMap().get("WWW-Authenticate")).containsExactly("Bearer", "PoP", "Basic");
    }

    @Test
    void whatIsToldOfTheConnectionIsTrue() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(200, "{}"));

        for (int i = 0; i < 2; i++) {
            Optional<HttpConnection> told =
                    transport.send(HttpRequest.get(server.uri("/"))).connection();

            assertThat(told.flatMap(HttpConnection::proxy)).isEmpty();
            if (told.isPresent() && scheme().equals("https")) {
                assertThat(told.get().tls()).isPresent();
                assertThat(told.get().tls().get().protocol()).startsWith("TLSv1.");
                assertThat(told.get().tls().get().cipherSuite()).startsWith("TLS_");
            } else {
                assertThat(told.flatMap(HttpConnection::tls)).isEmpty();
            }
        }
    }

    @Test
    void aChunkedBodyIsPutTogether() throws Exception {
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            reply.raw("6\r\n world\r\n0\r\n\r\n");
        });

        assertThat(transport.send(HttpRequest.get(server.uri("/"))).text()).isEqualTo("hello world");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103})
    void anInterimAnswerIsNotTheAnswer(int status) throws Exception {
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 " + status + " Interim\r\nLink: </style.css>\r\n\r\n");
            reply.json(200, "{}");
            reply.hangUp();
        });

        try {
            HttpResponse response =
                    transport.send(tokenRequest(server, "code=1").withResending(HttpRequest.Resending.ONLY_IF_UNSENT));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo("{}");
        } catch (IOException cannotReadOn) {
            assertThat(cannotReadOn).isNotInstanceOf(RequestNotSentException.class);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsRead() throws Exception {
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\n\r\nto the end");
            reply.hangUp();
        });

        assertThat(transport.send(HttpRequest.get(server.uri("/"))).text()).isEqualTo("to the end");
    }

    @Test
    void aContentCodingIsDecodedOrNotAskedFor() throws Exception {
        LoopbackServer server = server((request, reply) -> {
            if (request.headers().getOrDefault("Accept-Encoding", "").contains("gzip")) {
                reply.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + gzipped("plain").length
                        + "\r\n\r\n");
                reply.raw(gzipped("plain"));
            } else {
                reply.json(200, "plain");
            }
        });

        assertThat(transport.send(HttpRequest.get(server.uri("/"))).text()).isEqualTo("plain");
        assertThat(server.requests().get(0).headers())
                .as("without it a server may choose any coding")
                .containsKey("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void gzipThatNobodyAskedForIsUndone(int status) throws Exception {
        byte[] body = gzipped("{\"name\":\"Zoë\"}");
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 " + status + " Status\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length
                    + "\r\n\r\n");
            reply.raw(body);
        });

        assertThat(transport.send(tokenRequest(server, "a=b")).text()).isEqualTo("{\"name\":\"Zoë\"}");
    }

    @Test
    void aSmallBodyThatUnfoldsToALargeOneIsNotRead() throws Exception {
        byte[] body = gzipped(" ".repeat(10 * 1024 * 1024));
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
            reply.raw(body);
        });

        assertThat(failureOf(HttpRequest.get(server.uri("/")))).isInstanceOf(ResponseTooLargeException.class);
    }

    @Test
    void aCompressedBodyThatBreaksOffIsAFailure() throws Exception {
        byte[] body = gzipped("{\"access_token\":\"at\"}");
        int half = body.length / 2;
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + half + "\r\n\r\n");
            reply.raw(Arrays.copyOf(body, half));
        });

        assertThat(failureOf(HttpRequest.get(server.uri("/"))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RequestNotSentException.class);
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(200, "{\"echo\":\"" + request.body() + "\"}"));
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch together = new CountDownLatch(threads);
            List<Future<Void>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String mine = "caller-" + i;
                calls.add(pool.submit(() -> {
                    together.countDown();
                    together.await();
                    for (int round = 0; round < 5; round++) {
                        HttpResponse response = transport.send(tokenRequest(server, mine + "-" + round));
                        assertThat(response.text()).isEqualTo("{\"echo\":\"" + mine + "-" + round + "\"}");
                    }
                    return null;
                }));
            }
            for (Future<Void> call : calls) {
                call.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.requests()).hasSize(threads * 5);
    }

    @Test
    void aDeadlineThatHasPassedSendsNothing() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(200, "{}"));
        Deadline past = Deadline.after(Clock.systemUTC(), Duration.ZERO);

        Throwable failure = failureOf(HttpRequest.get(server.uri("/")).within(past, Cancellation.none()));

        assertThat(failure).isInstanceOf(SocketTimeoutException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theDeadlineBoundsWaitingForAnAnswer() throws Exception {
        endsByTheDeadline(server((request, reply) -> reply.silence()).uri("/silent"));
    }

    @Test
    void theDeadlineBoundsAServerThatNeverAccepts() throws Exception {
        // the backlog of one is filled by the first connections; further ones hang in connecting
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            endsByTheDeadline(URI.create(scheme() + "://127.0.0.1:" + deaf.getLocalPort() + "/"));
            endsByTheDeadline(URI.create(scheme() + "://127.0.0.1:" + deaf.getLocalPort() + "/"));
            endsByTheDeadline(URI.create(scheme() + "://127.0.0.1:" + deaf.getLocalPort() + "/"));
        }
    }

    @Test
    void theDeadlineBoundsTheTlsHandshake() throws Exception {
        // connections complete in the backlog, and nobody ever reads from them
        try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            endsByTheDeadline(URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/"));
        }
    }

    @Test
    void theDeadlineBoundsABodyThatDripsForEver() throws Exception {
        AtomicBoolean dripping = new AtomicBoolean(true);
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            drip(reply, dripping, 1000);
        });
        endsByTheDeadline(server.uri("/"));
        dripping.set(false);
    }

    @Test
    void theDeadlineBoundsABodyOfUnknownLengthThatDripsForEver() throws Exception {
        AtomicBoolean dripping = new AtomicBoolean(true);
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\n\r\n");
            drip(reply, dripping, 50);
        });
        endsByTheDeadline(server.uri("/"));
        dripping.set(false);
    }

    @Test
    void theDeadlineBoundsHeadersThatDripForEver() throws Exception {
        AtomicBoolean dripping = new AtomicBoolean(true);
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\nX-Long: ");
            drip(reply, dripping, 50);
        });
        endsByTheDeadline(server.uri("/"));
        dripping.set(false);
    }

    @Test
    void anAnswerWithinTheDeadlineIsGiven() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(200, "{}"));
        Deadline ample = Deadline.after(Clock.systemUTC(), Duration.ofSeconds(20));

        HttpResponse response = transport.send(HttpRequest.get(server.uri("/")).within(ample, new Cancellation()));

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void aCancellationThatCameEarlierSendsNothing() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(200, "{}"));
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        Throwable failure = failureOf(HttpRequest.get(server.uri("/")).within(Deadline.none(), cancelled));

        assertThat(failure).isInstanceOf(InterruptedIOException.class);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"})
    void aCancellationEndsTheWait(String answeredSoFar) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        LoopbackServer server = hanging(answeredSoFar, waiting);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> outcome.complete(failureOf(tokenRequest(server, "a=b").within(Deadline.none(), cancellation))));
        caller.start();
        assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();

        long start = System.nanoTime();
        cancellation.cancel();

        assertThat(outcome.get(60, TimeUnit.SECONDS))
                .isInstanceOf(InterruptedIOException.class)
                .isNotInstanceOf(SocketTimeoutException.class)
                .hasMessageNotContaining("/token");
        assertThat(since(start)).isLessThan(SOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"})
    void anInterruptionEndsTheWaitAndKeepsTheFlag(String answeredSoFar) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        LoopbackServer server = hanging(answeredSoFar, waiting);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            Throwable failure = failureOf(tokenRequest(server, "a=b"));
            flag.complete(Thread.currentThread().isInterrupted());
            outcome.complete(failure);
        });
        caller.start();
        assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();

        long start = System.nanoTime();
        caller.interrupt();

        assertThat(outcome.get(60, TimeUnit.SECONDS))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageNotContaining("/token");
        assertThat(flag.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(since(start)).isLessThan(SOON);
    }

    @Test
    void aRefusedConnectionMeansNotSent() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Throwable failure = failureOf(HttpRequest.get(URI.create(scheme() + "://127.0.0.1:" + free + "/")));

        assertThat(failure).isInstanceOf(RequestNotSentException.class).hasMessageContaining("127.0.0.1");
    }

    @Test
    void anUnknownHostMeansNotSent() throws Exception {
        Throwable failure = failureOf(HttpRequest.get(URI.create(scheme() + "://no-such-host.invalid/token")));

        assertThat(failure).isInstanceOf(RequestNotSentException.class).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aResetAfterTheRequestMeansPerhapsSent() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.reset());

        Throwable failure =
                failureOf(tokenRequest(server, "code=once").withResending(HttpRequest.Resending.ONLY_IF_UNSENT));

        assertThat(failure)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RequestNotSentException.class)
                .isNotInstanceOf(InterruptedIOException.class);
        assertThat(server.requests()).as("posted once").hasSize(1);
    }

    @Test
    void aHangUpOnAKeptConnectionDoesNotPostAgain() throws Exception {
        LoopbackServer server = server((request, reply) -> {
            if (request.body().equals("first")) {
                reply.json(200, "{}");
            } else {
                reply.hangUp();
            }
        });
        transport.send(tokenRequest(server, "first"));

        Throwable failure =
                failureOf(tokenRequest(server, "code=once").withResending(HttpRequest.Resending.ONLY_IF_UNSENT));

        assertThat(failure).isInstanceOf(IOException.class).isNotInstanceOf(RequestNotSentException.class);
        assertThat(server.requests()).as("each posted once").hasSize(2);
    }

    @Test
    void aTruncatedBodyIsAFailure() throws Exception {
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":");
            reply.hangUp();
        });

        assertThat(failureOf(HttpRequest.get(server.uri("/"))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RequestNotSentException.class)
                .isNotInstanceOf(InterruptedIOException.class);
    }

    @Test
    void aTruncatedChunkIsAFailure() throws Exception {
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"access_token\":");
            reply.hangUp();
        });

        assertThat(failureOf(HttpRequest.get(server.uri("/")))).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsNotHttpIsAFailure() throws Exception {
        LoopbackServer server = server((request, reply) -> {
            reply.raw("220 mail." + HIDDEN_ANSWER + ".example ESMTP\r\n\r\n");
            reply.hangUp();
        });

        Throwable failure = failureOf(tokenRequest(server, "a=b"));

        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(printed(failure)).doesNotContain(HIDDEN_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLargeIsNotRead(boolean announced) throws Exception {
        int tenMegabytes = 10 * 1024 * 1024;
        LoopbackServer server = server((request, reply) -> {
            reply.raw("HTTP/1.1 200 OK\r\n" + (announced ? "Content-Length: " + tenMegabytes + "\r\n" : "") + "\r\n");
            byte[] part = new byte[64 * 1024];
            for (int sent = 0; sent < tenMegabytes; sent += part.length) {
                reply.raw(part);
            }
            reply.hangUp();
        });

        assertThat(failureOf(HttpRequest.get(server.uri("/")))).isInstanceOf(ResponseTooLargeException.class);
    }

    @Test
    void aBodyOfAHundredKilobytesIsRead() throws Exception {
        String large = "x".repeat(100_000);
        LoopbackServer server = server((request, reply) -> reply.json(200, large));

        assertThat(transport.send(HttpRequest.get(server.uri("/"))).text()).isEqualTo(large);
    }

    @Test
    void failuresTellNothingOfTheRequest() throws Exception {
        LoopbackServer reset = server((request, reply) -> reply.reset());
        LoopbackServer truncated = server((request, reply) -> {
            reply.raw("HTTP/1.1 500 OK\r\nContent-Length: 100\r\n\r\n" + HIDDEN_ANSWER);
            reply.hangUp();
        });
        LoopbackServer silent = server((request, reply) -> reply.silence());
        for (URI uri : List.of(
                reset.uri("/" + HIDDEN_PERSON + "%40x?x=" + HIDDEN_QUERY),
                truncated.uri("/" + HIDDEN_PERSON + "%40x?x=" + HIDDEN_QUERY),
                silent.uri("/" + HIDDEN_PERSON + "%40x?x=" + HIDDEN_QUERY),
                URI.create(scheme() + "://no-such-host.invalid/" + HIDDEN_PERSON + "%40x?x=" + HIDDEN_QUERY))) {
            Throwable failure =
                    failureOf(HttpRequest.post(uri, "application/x-www-form-urlencoded", "secret=" + HIDDEN_BODY)
                            .withHeader("Authorization", "Bearer " + HIDDEN_HEADER)
                            .within(Deadline.after(Clock.systemUTC(), MOMENT), Cancellation.none()));

            assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining(uri.getHost());
            assertThat(printed(failure))
                    .doesNotContain(HIDDEN_PERSON)
                    .doesNotContain(HIDDEN_QUERY)
                    .doesNotContain(HIDDEN_BODY)
                    .doesNotContain(HIDDEN_HEADER)
                    .doesNotContain(HIDDEN_ANSWER);
        }
    }

    @Test
    void whatCanBeClosedSaysThatItWas() throws Exception {
        LoopbackServer server = server((request, reply) -> reply.json(200, "{}"));
        if (transport instanceof AutoCloseable closeable) {
            closeable.close();

            assertThat(failureOf(HttpRequest.get(server.uri("/")))).isInstanceOf(TransportClosedException.class);
            assertThat(server.connections()).isZero();
        }
    }

    private LoopbackServer server(LoopbackServer.Script script) throws Exception {
        LoopbackServer server = startServer(script);
        servers.add(server);
        return server;
    }

    private String scheme() throws Exception {
        return server((request, reply) -> reply.hangUp()).uri("/").getScheme();
    }

    private LoopbackServer hanging(String answeredSoFar, CountDownLatch waiting) throws Exception {
        return server((request, reply) -> {
            reply.raw(answeredSoFar);
            waiting.countDown();
            reply.silence();
        });
    }

    private static void drip(LoopbackServer.Reply reply, AtomicBoolean dripping, long everyMillis) throws Exception {
        while (dripping.get()) {
            reply.raw(" ");
            TimeUnit.MILLISECONDS.sleep(everyMillis);
        }
    }

    private void endsByTheDeadline(URI uri) {
        // A machine that is busy with other things may stop us for longer: one good run of three proves it can.
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 3 && best.compareTo(LATEST) > 0; i++) {
            long start = System.nanoTime();
            Deadline deadline = Deadline.after(Clock.systemUTC(), MOMENT);
            Throwable failure = failureOf(HttpRequest.get(uri).within(deadline, Cancellation.none()));
            Duration left = deadline.remainingAtMost(MOMENT);
            Duration taken = since(start);
            best = taken.compareTo(best) < 0 ? taken : best;
            assertThat(failure).isInstanceOf(SocketTimeoutException.class);
            assertThat(left).as("left when it ended").isLessThan(NEARLY);
        }
        assertThat(best).isLessThanOrEqualTo(LATEST);
    }

    private Throwable failureOf(HttpRequest request) {
        return catchThrowable(() -> transport.send(request));
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static HttpRequest tokenRequest(LoopbackServer server, String form) {
        return HttpRequest.post(server.uri("/token"), "application/x-www-form-urlencoded", form);
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
