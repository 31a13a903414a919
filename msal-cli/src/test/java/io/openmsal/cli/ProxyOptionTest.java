package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The option {@code --proxy}, in a real process, at a proxy that leads nowhere and writes down what it was asked. */
@Timeout(120)
class ProxyOptionTest {

    private static final String PASSWORD = "canary-password";

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private ServerSocket proxy;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(this::serve, "proxy");
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    /** Asks whoever shows no credentials for them, and lets nobody through. */
    private void serve() {
        try {
            while (true) {
                try (Socket client = proxy.accept()) {
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                    StringBuilder head = new StringBuilder();
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        head.append(line).append('\n');
                    }
                    heads.add(head.toString());
                    String answer = head.toString().toLowerCase(Locale.ROOT).contains("proxy-authorization")
                            ? "HTTP/1.1 403 Forbidden\r\n"
                            : "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"p\"\r\n";
                    client.getOutputStream()
                            .write((answer + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private record Ended(int code, String printed) {}

    private Ended appTokenThrough(String address) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("app-token", "--client-id", "c", "--scope", "api://x/.default", "--proxy", address));
        command.addAll(List.of("--authority", "https://login.microsoftonline.com/contoso.example", "-v", "-v"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MSAL_CLIENT_SECRET", "canary-secret");
        builder.environment().put("MSAL_PROXY_PASSWORD", PASSWORD);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    @Test
    void theProviderIsReachedThroughTheProxy() throws Exception {
        Ended ended = appTokenThrough("http://127.0.0.1:" + proxy.getLocalPort());

        assertThat(heads).isNotEmpty().allMatch(head -> head.startsWith("CONNECT login.microsoftonline.com:443"));
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.printed()).contains("127.0.0.1:" + proxy.getLocalPort(), "407");
    }

    @Test
    void theProxyIsToldWhoAsksWhenItWantsToKnow() throws Exception {
        Ended ended = appTokenThrough("http://ada@127.0.0.1:" + proxy.getLocalPort());

        String credentials = Base64.getEncoder().encodeToString(("ada:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(heads).anyMatch(head -> head.contains("Basic " + credentials));
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.printed()).doesNotContain("canary", credentials);
    }
}
