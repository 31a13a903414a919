package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.ProxySettings;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.http.ConnectProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Permission;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Behind a proxy nobody else is connected to, by any flow and by either transport: a JVM that refuses the library every other socket gets all the
 * same tokens. Later JDKs have no place to refuse at.
 */
@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "a JVM cannot refuse sockets from Java 24 on")
class NoOtherSocketTest {

    /** In a JVM of its own, since the refusal is for all of it. */
    @Test
    void everyFlowDoesWithTheProxysSocket(@TempDir Path folder) throws Exception {
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.security.manager=allow",
                        // the JDK sends no password to a proxy otherwise
                        "-Djdk.http.auth.tunneling.disabledSchemes=",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flows.class.getName())
                .redirectError(errors.toFile())
                .start();

        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        int flows = EveryFlow.values().length;
        assertThat(printed.lines())
                .as(Files.readString(errors))
                .containsExactly(
                        "past the proxy: refused", flows + " flows on HttpClient", flows + " flows on the JDK alone");
    }

    /** The program. */
    static final class Flows {

        private static final String HOST = "login.contoso.test";

        private Flows() {}

        /** Every flow, on each transport. */
        public static void main(String[] args) throws IOException {
            try (Emulator emulator =
                            EveryFlow.known(Emulator.builder().host(HOST)).start();
                    ConnectProxy proxy = new ConnectProxy(emulator.baseUri().getPort(), "ada:s3cret")) {
                refuseSocketsOtherThanTo(proxy.port());
                System.out.println("past the proxy: " + pastTheProxy());
                HttpSettings settings = trusting(emulator)
                        .proxy(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("s3cret")))
                        .build();
                System.out.println(
                        all(emulator, Adapters.standard(settings, EventSink.none())) + " flows on HttpClient");
                System.out.println(
                        all(emulator, Adapters.jdkOnly(settings, EventSink.none())) + " flows on the JDK alone");
            }
        }

        /** Whether the refusal works: somebody listens there who would answer. */
        private static String pastTheProxy() {
            try (Emulator near = Emulator.start()) {
                Emulated.confidentialClient(
                                near, Adapters.standard(trusting(near).build(), EventSink.none()))
                        .acquireTokenForClient(Emulated.SCOPE)
                        .execute();
                return "connected";
            } catch (SecurityException | MsalTransportException refused) {
                return "refused";
            }
        }

        private static HttpSettings.Builder trusting(Emulator emulator) {
            return HttpSettings.builder()
                    .trust(TrustSettings.pem(emulator.caCertificatePem()))
                    .retryPolicy(RetryPolicy.none());
        }

        private static int all(Emulator emulator, Adapters adapters) throws IOException {
            int flows = 0;
            for (EveryFlow flow : EveryFlow.values()) {
                emulator.reset();
                flow.run(new EveryFlow.World(
                        emulator, adapters.withBrowser(Emulated.browser(emulator, "ada@contoso.example"))));
                flows++;
            }
            return flows;
        }

        @SuppressWarnings("removal")
        private static void refuseSocketsOtherThanTo(int port) {
            System.setSecurityManager(new Gate(port));
        }
    }

    /** Lets everybody do anything, and the library's transports connect to one port. */
    @SuppressWarnings("removal")
    private static final class Gate extends SecurityManager {

        private static final String TRANSPORTS = HttpSettings.class.getPackageName();

        private final int onlyPort;

        Gate(int onlyPort) {
            this.onlyPort = onlyPort;
        }

        @Override
        public void checkConnect(String host, int port) {
            // a socket is opened to an address; names are asked about in look-ups, and for URLs before a proxy is
            // thought of
            boolean isSocket = port >= 0 && host.matches("[0-9a-f.:]+");
            if (isSocket && port != onlyPort && isForTheLibrary()) {
                throw new SecurityException("No socket to " + host + ":" + port);
            }
        }

        private static boolean isForTheLibrary() {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().startsWith(TRANSPORTS)));
        }

        @Override
        public void checkPermission(Permission any) {
            // only sockets matter here
        }

        @Override
        public void checkPermission(Permission any, Object context) {
            // only sockets matter here
        }
    }
}
