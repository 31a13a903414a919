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
import java.util.ArrayList;
import java.util.List;
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
            assertThat(probe(proxy.port(), pem, "s3cret")).isZero();
            assertThat(proxy.tunnels()).containsExactly("login.example.test:443");
            assertThat(server.requests())
                    .hasSize(1)
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Proxy-Authorization"));
        }
    }

    @Test
    void withThePropertyARefusedPasswordIsShownOnce(@TempDir Path folder) throws Exception {
        Path pem = Files.writeString(folder.resolve("authority.pem"), new TestAuthority().pem());
        try (LoopbackServer proxy = LoopbackServer.start(TrustContract::refusePassword)) {
            assertThat(probe(proxy.port(), pem, "wr0ng"))
                    .as("a failure that lasts and is about the password")
                    .isEqualTo(2);
            assertThat(passwordsShown(proxy)).hasSize(1);
        }
    }

    @Test
    void whereKerberosIsSetUpThePasswordIsNotSpentOnIt(@TempDir Path folder) throws Exception {
        Path pem = Files.writeString(folder.resolve("authority.pem"), new TestAuthority().pem());
        String both = "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm=\"p\"";
        try (LoopbackServer proxy = LoopbackServer.start((request, reply) -> reply.json(407, "{}", both))) {
            assertThat(probe(
                            proxy.port(),
                            pem,
                            "wr0ng",
                            "-Djava.security.krb5.realm=EXAMPLE.TEST",
                            "-Djava.security.krb5.kdc=127.0.0.1:1"))
                    .isEqualTo(2);
            assertThat(passwordsShown(proxy)).hasSize(1);
        }
    }

    private static final String NTLM_AND_BASIC = "Proxy-Authenticate: NTLM\r\nProxy-Authenticate: Basic realm=\"p\"";

    @Test
    void whereTheJdkChoosesNtlmThePasswordIsKeptBackAndTheRemedyNamed() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.start((request, reply) -> reply.json(407, "{}", NTLM_AND_BASIC));
                JdkHttpTransport transport = new JdkHttpTransport(HttpSettings.builder()
                        .proxy(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("s3cret")))
                        .build())) {
            assertThatExceptionOfType(LastingFailureException.class)
                    .isThrownBy(() -> transport.send(HttpRequest.get(BEHIND_PROXY)))
                    .withMessageContaining("the JDK chose NTLM")
                    .withMessageContaining("-Djdk.http.auth.tunneling.disabledSchemes=NTLM")
                    .withMessageContaining("ApacheHttpTransport");
            assertThat(passwordsShown(proxy)).isEmpty();
        }
    }

    @Test
    void withThatRemedyThePasswordIsShownToBasic(@TempDir Path folder) throws Exception {
        Path pem = Files.writeString(folder.resolve("authority.pem"), new TestAuthority().pem());
        try (LoopbackServer proxy = LoopbackServer.start((request, reply) -> reply.json(407, "{}", NTLM_AND_BASIC))) {
            assertThat(probe(proxy.port(), pem, "wr0ng", "-Djdk.http.auth.tunneling.disabledSchemes=NTLM"))
                    .isEqualTo(2);
            assertThat(passwordsShown(proxy)).singleElement().asString().startsWith("Basic ");
        }
    }

    private static int probe(int proxyPort, Path pem, String password, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.http.auth.tunneling.disabledSchemes="));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp", classPath(), TunnelProbe.class.getName(), String.valueOf(proxyPort), pem.toString(), password));
        Process probe = new ProcessBuilder(command).inheritIO().start();
        try {
            assertThat(probe.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return probe.exitValue();
        } finally {
            probe.destroyForcibly();
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
