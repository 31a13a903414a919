package io.openmsal.containers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** The service that the sample calls as a person: whose orders they are stands in the access token. */
final class OrdersApi implements AutoCloseable {

    private final HttpServer server;
    private final Set<String> tokens = new LinkedHashSet<>();

    private OrdersApi(HttpServer server) {
        this.server = server;
    }

    static OrdersApi open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OrdersApi api = new OrdersApi(server);
        server.createContext("/orders", api::answer);
        server.start();
        return api;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders");
    }

    /** How many different tokens came. */
    synchronized int differentTokens() {
        return tokens.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        boolean bearer = header != null && header.startsWith("Bearer ");
        byte[] body = (bearer ? ordersFor(header.substring("Bearer ".length())) : "").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(bearer ? 200 : 401, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized String ordersFor(String token) {
        tokens.add(token);
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return claims.contains("\"ada@contoso.example\"") ? "3 orders of Ada Lovelace" : "no orders";
    }
}
