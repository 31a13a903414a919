package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.ConnectProxy;
import io.openmsal.testing.http.LoopbackServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTrustTest extends TrustContract {

    @Override
    HttpTransport transport(HttpSettings settings) {
        return new JdkHttpTransport(settings);
    }

    @Test
    void whenTheJdkKeepsTheCredentialsBackThePropertyIsNamed() throws Exception {
        try (ConnectProxy proxy = new ConnectProxy(9, "ada:s3cret");
                JdkHttpTransport transport = new JdkHttpTransport(HttpSettings.builder()
                        .proxy(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("s3cret")))
                        .build())) {
            assertThatExceptionOfType(LastingFailureException.class)
                    .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)))
                    .withMessageContaining("jdk.http.auth.tunneling.disabledSchemes");
        }
    }

    @Test
    void withThePropertyTheCredentialsOpenTheTunnel(@TempDir Path folder) throws Exception {
        TestAuthority authority = new TestAuthority();
        Path pem = Files.writeString(folder.resolve("authority.pem"), authority.pem());
        try (LoopbackServer server = LoopbackServer.startTls(
                        authority.serverContext(new GeneralName(GeneralName.dNSName, "login.example.test")),
                        (request, reply) -> reply.json(200, "{}"));
                ConnectProxy proxy = new ConnectProxy(server.port(), "ada:s3cret")) {
            Process probe = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djdk.http.auth.tunneling.disabledSchemes=",
                            "-cp",
                            classPath(),
                            TunnelProbe.class.getName(),
                            String.valueOf(proxy.port()),
                            pem.toString())
                    .inheritIO()
                    .start();
            try {
                assertThat(probe.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                probe.destroyForcibly();
            }

            assertThat(probe.exitValue()).isZero();
            assertThat(proxy.tunnels()).containsExactly("login.example.test:443");
            assertThat(server.requests())
                    .hasSize(1)
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Proxy-Authorization"));
        }
    }

    private static String classPath() {
        return Stream.of(JdkHttpTransport.class, HttpTransport.class, TunnelProbe.class)
                .map(type -> new File(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
