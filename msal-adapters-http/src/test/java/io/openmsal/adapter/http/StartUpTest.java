package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.LoopbackServer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is loaded and started, and when. */
@Timeout(120)
class StartUpTest {

    @Test
    void theJdkTransportWorksWithoutHttpClientOnTheClassPath() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.json(200, "{\"alone\":true}"));
                URLClassLoader alone = withoutHttpClient()) {
            assertThatThrownBy(() -> alone.loadClass("org.apache.hc.client5.http.classic.HttpClient"))
                    .isInstanceOf(ClassNotFoundException.class);

            Object transport = newTransport(alone, JdkHttpTransport.class.getName());

            assertThat(post(alone, transport, server.uri("/token"))).isEqualTo("{\"alone\":true}");
        }
    }

    @Test
    void theApacheTransportIsMadeWithoutLoadingHttpClient() throws Exception {
        try (URLClassLoader alone = withoutHttpClient()) {
            Object transport = newTransport(alone, ApacheHttpTransport.class.getName());

            transport.getClass().getMethod("close").invoke(transport);
        }
    }

    @Test
    void plainHttpWaitsForNoListOfCertificateAuthorities() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.json(200, "{\"plain\":true}"));
                WatchedLoader alone = new WatchedLoader()) {
            Object transport = newTransport(alone, ApacheHttpTransport.class.getName());

            assertThat(post(alone, transport, server.uri("/token"))).isEqualTo("{\"plain\":true}");

            assertThat(alone.hasLoaded("org.apache.hc.client5.http.impl.classic.HttpClientBuilder"))
                    .isTrue();
            assertThat(alone.hasLoaded("org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder"))
                    .as("what makes the TLS context")
                    .isFalse();
            transport.getClass().getMethod("close").invoke(transport);
        }
    }

    @Test
    void noThreadStaysAfterTheLastRequest() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, reply) -> reply.json(200, "{}"));
                ApacheHttpTransport apache = new ApacheHttpTransport(HttpSettings.defaults());
                JdkHttpTransport jdk = new JdkHttpTransport(HttpSettings.defaults())) {
            apache.send(HttpRequest.get(server.uri("/")));
            jdk.send(HttpRequest.get(server.uri("/")));
        }
        for (Thread thread : ownThreads()) {
            thread.join(Duration.ofSeconds(10).toMillis());
        }
        assertThat(ownThreads()).isEmpty();
    }

    private static List<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("openmsal-http"))
                .toList();
    }

    private static URLClassLoader withoutHttpClient() {
        URL[] jars = Stream.of(JdkHttpTransport.class, HttpTransport.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
    }

    /** The whole class path once more, and what of it was needed. */
    private static final class WatchedLoader extends URLClassLoader {

        WatchedLoader() throws IOException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }

        private static URL[] classPath() throws IOException {
            List<URL> places = new ArrayList<>();
            for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
                places.add(new File(place).toURI().toURL());
            }
            return places.toArray(new URL[0]);
        }
    }

    private static Object newTransport(ClassLoader loader, String name) throws Exception {
        Class<?> settings = loader.loadClass(HttpSettings.class.getName());
        return loader.loadClass(name)
                .getConstructor(settings)
                .newInstance(settings.getMethod("defaults").invoke(null));
    }

    private static String post(ClassLoader loader, Object transport, URI uri) throws Exception {
        Class<?> requestType = loader.loadClass(HttpRequest.class.getName());
        Object request = requestType
                .getMethod("post", URI.class, String.class, String.class)
                .invoke(null, uri, "text/plain", "a=b");
        Object response = transport.getClass().getMethod("send", requestType).invoke(transport, request);
        return (String) response.getClass().getMethod("text").invoke(response);
    }
}
