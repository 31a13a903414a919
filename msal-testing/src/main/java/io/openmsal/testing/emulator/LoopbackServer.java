package io.openmsal.testing.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** HTTP over TLS on the loopback interface, and nowhere else. A few daemon threads serve it. */
final class LoopbackServer implements AutoCloseable {

    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final int BACKLOG = 64;
    private static final int THREADS = 16;

    private final HttpsServer server;
    private final ExecutorService threads;

    private LoopbackServer(HttpsServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes a port. Nothing is answered before {@link #serve}.
     *
     * @throws IllegalStateException when the port is taken
     */
    static LoopbackServer open(int port, SSLContext tls) {
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), port);
            HttpsServer server = withoutDelay(address);
            server.setHttpsConfigurator(askingForCertificates(tls));
            ExecutorService threads = daemonThreads();
            server.setExecutor(threads);
            return new LoopbackServer(server, threads);
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "The emulator cannot listen on loopback port " + port + ": choose another one, or 0 for any.",
                    taken);
        }
    }

    /**
     * The JDK's server sends head and body apart and leaves Nagle's algorithm on, so that every answer waits 40 ms for the
     * client's acknowledgement. Only this property, read when the first server of the process is made, turns it off.
     */
    private static synchronized HttpsServer withoutDelay(InetSocketAddress address) throws IOException {
        if (System.getProperty(NO_DELAY) != null) {
            return HttpsServer.create(address, BACKLOG);
        }
        System.setProperty(NO_DELAY, "true");
        try {
            return HttpsServer.create(address, BACKLOG);
        } finally {
            System.clearProperty(NO_DELAY);
        }
    }

    /** Whoever shows a certificate has to prove its key; whoever shows none is served all the same. */
    private static HttpsConfigurator askingForCertificates(SSLContext tls) {
        return new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
                parameters.setWantClientAuth(true);
                connection.setSSLParameters(parameters);
            }
        };
    }

    int port() {
        return server.getAddress().getPort();
    }

    Executor executor() {
        return threads;
    }

    void serve(BiFunction<EmulatorRequest, Route, Answer> handler, Consumer<EmulatorRequest> witness) {
        server.createContext("/", exchange -> {
            try (exchange) {
                Route route = Route.of(exchange.getRequestURI().getPath());
                EmulatorRequest request = read(exchange, route.endpoint());
                witness.accept(request);
                send(exchange, handler.apply(request, route));
            }
        });
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static EmulatorRequest read(HttpExchange exchange, EmulatorEndpoint endpoint) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return EmulatorRequest.received(
                endpoint,
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers,
                body(exchange),
                clientCertificate((HttpsExchange) exchange));
    }

    private static Optional<X509Certificate> clientCertificate(HttpsExchange exchange) {
        try {
            return Optional.of((X509Certificate) exchange.getSSLSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException noneShown) {
            return Optional.empty();
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return in.readNBytes(EmulatorRequest.LARGEST_BODY + 1);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.delivery() == Answer.Delivery.RESET) {
            // closing an exchange that was never answered closes its connection
            return;
        }
        Map<String, String> headers = answer.headers();
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        // the JDK's server writes the Date of its own clock, whatever is set, and the emulator may live by another:
        // this says that it is not of now
        exchange.getResponseHeaders().set("Age", "0");
        byte[] body = answer.body();
        boolean isBodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), isBodiless ? -1 : body.length);
        if (!isBodiless) {
            int length = answer.delivery() == Answer.Delivery.TRUNCATED ? body.length / 2 : body.length;
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, length);
            out.flush();
        }
    }

    private static ExecutorService daemonThreads() {
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "emulator-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
