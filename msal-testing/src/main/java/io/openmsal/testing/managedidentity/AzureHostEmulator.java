package io.openmsal.testing.managedidentity;

import com.google.gson.JsonObject;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.LoopbackServer;
import io.openmsal.testing.http.LoopbackServer.Received;
import io.openmsal.testing.http.LoopbackServer.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An Azure host on loopback, over plain http as the real ones. It checks path, API version and headers, and can be told to
 * answer errors first. Safe for many threads; {@link #close()} ends it.
 *
 * <pre>{@code
 * try (var host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
 *     var adapters = Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none()).withEnvironment(host.environment());
 *     ...
 * }
 * }</pre>
 */
public final class AzureHostEmulator implements AutoCloseable {

    private static final int LIFETIME_SECONDS = 86_400;

    private final EmulatedHost host;
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final LoopbackServer server;

    private AzureHostEmulator(EmulatedHost host) throws IOException {
        this.host = host;
        this.server = LoopbackServer.start(this::answer);
    }

    /**
     * Starts a host on a free port.
     *
     * @param host which one to play
     * @return the running host
     * @throws IOException when no port can be had
     */
    public static AzureHostEmulator start(EmulatedHost host) throws IOException {
        return new AzureHostEmulator(host);
    }

    /**
     * What a program on this host sees around it.
     *
     * @return a new environment, which the test may change
     */
    public FakeEnvironment environment() {
        return host.environment("http://127.0.0.1:" + server.port());
    }

    /**
     * Answers the next request, which would be good otherwise, with an error.
     *
     * @param status the status, such as 410 for a metadata service that is being updated
     * @return this host
     */
    public AzureHostEmulator failNext(int status) {
        failures.add(status);
        return this;
    }

    /**
     * The requests so far.
     *
     * @return oldest first; a copy
     */
    public List<Received> requests() {
        return server.requests();
    }

    private void answer(Received request, Reply reply) throws IOException {
        String[] line = request.requestLine().split(" ", -1);
        String[] target = line[1].split("\\?", 2);
        Map<String, String> query = parameters(target.length > 1 ? target[1] : "");
        String fault = host.faultOf(line[0], target[0], query, request.headers());
        if (!fault.isEmpty()) {
            reply.json(400, error("invalid_request", fault));
            return;
        }
        Integer failure = failures.poll();
        if (failure != null) {
            reply.json(failure, error("emulated_failure", "as the test asked for"));
        } else if (host.wantsChallenge(request.headers())) {
            reply.json(401, "{}", "WWW-Authenticate: Basic realm=" + EmulatedHost.ARC_KEY_FILE);
        } else {
            reply.json(200, token(query));
        }
    }

    private String token(Map<String, String> query) {
        JsonObject json = new JsonObject();
        json.addProperty("access_token", "emulated-token-" + issued.incrementAndGet());
        json.addProperty("expires_in", String.valueOf(LIFETIME_SECONDS));
        json.addProperty("resource", query.get("resource"));
        json.addProperty("token_type", "Bearer");
        for (String id : List.of("client_id", "object_id", "msi_res_id", "mi_res_id")) {
            if (query.containsKey(id)) {
                json.addProperty(id, query.get(id));
            }
        }
        return json.toString();
    }

    private static String error(String error, String description) {
        JsonObject json = new JsonObject();
        json.addProperty("error", error);
        json.addProperty("error_description", description);
        json.addProperty("message", description);
        return json.toString();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.close();
    }

    /** Which host is played. */
    @Override
    public String toString() {
        return host + " on 127.0.0.1:" + server.port();
    }
}
