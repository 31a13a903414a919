package io.openmsal.containers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openmsal.testing.emulator.Emulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * The API at the end of the chain. It takes tokens that the provider signed for it, and for it alone, and says for whom and through whom they
 * came: a token of the API in the middle is refused here.
 */
final class WarehouseApi implements AutoCloseable {

    static final String AUDIENCE = "api://warehouse";
    static final String SCOPE = AUDIENCE + "/Stock.Read";

    private final HttpServer server;
    private final JwtConsumer consumer;
    private final Set<String> tokens = new LinkedHashSet<>();

    private WarehouseApi(HttpServer server, JwtConsumer consumer) {
        this.server = server;
        this.consumer = consumer;
    }

    static WarehouseApi open(Emulator emulator) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        WarehouseApi api = new WarehouseApi(server, consumer(emulator));
        server.createContext("/stock", api::answer);
        server.start();
        return api;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stock");
    }

    /** How many different tokens it took. */
    synchronized int differentTokens() {
        return tokens.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        int status = 200;
        byte[] body = new byte[0];
        try {
            body = stock(header == null ? "" : header.replaceFirst("^Bearer ", ""))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidJwtException notForUs) {
            status = 401;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized String stock(String token) throws InvalidJwtException {
        JwtClaims claims = consumer.processToClaims(token);
        tokens.add(token);
        return "in stock for " + claims.getClaimValue("preferred_username") + " (" + claims.getClaimValue("scp")
                + "), asked by " + claims.getClaimValue("azp");
    }

    private static JwtConsumer consumer(Emulator emulator) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().sslContext(emulator.sslContext()).build();
        URI keys = URI.create(emulator.authority("contoso") + "/discovery/v2.0/keys");
        String published = client.send(HttpRequest.newBuilder(keys).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(published).getJsonWebKeys()))
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setExpectedIssuer(emulator.issuer("contoso"))
                    .setExpectedAudience(AUDIENCE)
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(5)
                    .build();
        } catch (JoseException unreadable) {
            throw new IllegalStateException("The provider's keys cannot be read: " + published, unreadable);
        }
    }
}
