package io.openmsal.benchmarks.startup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What the measured programs talk to, in a process of its own until its standard input ends: TLS, and the same app token for
 * everybody. Its key is RSA, as Microsoft Entra's are: the JDK takes many times longer to check a signature on an elliptic curve
 * in its first second, which would hide the libraries behind the handshake.
 */
public final class LocalProvider {

    private LocalProvider() {}

    /**
     * Starts it and prints its port.
     *
     * @param args the PKCS#12 file with its key and certificates, and the password; nothing for http without TLS
     * @throws IOException when it cannot listen
     * @throws GeneralSecurityException when the key cannot be used
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = args.length == 0 ? HttpServer.create(address, 0) : protectedServer(address, args);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", LocalProvider::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // only the end matters
        }
        System.exit(0);
    }

    private static HttpServer protectedServer(InetSocketAddress address, String[] args)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(Path.of(args[0]), args[1].toCharArray())));
        return server;
    }

    private static SSLContext tls(Path keys, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, password);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean good = form.contains("client_credentials") && form.contains("client_secret=");
            byte[] body = (good
                            ? "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\""
                                    + "eyJ0eXAi".repeat(190) + "\"}"
                            : "{\"error\":\"invalid_request\",\"error_description\":\"No.\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(good ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
