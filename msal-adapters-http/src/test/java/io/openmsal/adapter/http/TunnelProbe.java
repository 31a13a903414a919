package io.openmsal.adapter.http;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends one request in a JVM of its own: the JDK reads its tunnelling property once per JVM. */
final class TunnelProbe {

    private TunnelProbe() {}

    /** Takes the proxy's port, a file with the authority's PEM and the password; 2 says that the proxy refused the password. */
    public static void main(String[] arguments) throws IOException {
        HttpSettings settings = HttpSettings.builder()
                .trust(TrustSettings.pem(Files.readString(Path.of(arguments[1]))))
                .proxy(ProxySettings.of("127.0.0.1", Integer.parseInt(arguments[0]))
                        .withCredentials("ada", Secret.of(arguments[2])))
                .build();
        try (JdkHttpTransport transport = new JdkHttpTransport(settings)) {
            HttpResponse response = transport.send(
                    HttpRequest.post(TrustContract.BEHIND_PROXY, "application/x-www-form-urlencoded", "code=once")
                            .withResending(HttpRequest.Resending.ONLY_IF_UNSENT));
            System.exit(response.status() == 200 ? 0 : 1);
        } catch (LastingFailureException refused) {
            System.exit(
                    refused.getMessage()
                                    .endsWith("status 407. Check the user name and password in"
                                            + " ProxySettings.withCredentials(...)")
                            ? 2
                            : 1);
        }
    }
}
