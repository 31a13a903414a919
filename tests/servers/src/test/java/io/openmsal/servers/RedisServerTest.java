package io.openmsal.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tests and measurements rely on: they would show nothing of our stores if the server itself lost something. */
@Timeout(60)
class RedisServerTest {

    @BeforeEach
    void requireRedis() {
        assumeTrue(RedisServer.isInstalled(), "There is no redis-server on the path");
    }

    @Test
    void whatItAcknowledgedIsThereAfterACrash() throws Exception {
        try (RedisServer server = RedisServer.started()) {
            assertThat(answer(server, "SET name value")).isEqualTo("+OK");

            server.crash();
            assertThatThrownBy(() -> answer(server, "PING")).isInstanceOf(IOException.class);
            server.start();

            assertThat(answer(server, "STRLEN name")).isEqualTo(":5");
        }
    }

    @Test
    void oneWithAPasswordLetsNobodyElseIn() throws Exception {
        try (RedisServer server = RedisServer.started("a test's password")) {
            assertThat(answer(server, "SET name value")).startsWith("-NOAUTH");
            assertThat(answer(server, "AUTH \"a test's password\"")).isEqualTo("+OK");
        }
    }

    private static String answer(RedisServer server, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
