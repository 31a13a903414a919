package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.openmsal.testing.emulator.EmulatorExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is told to stop by the system, as Ctrl-C does. */
@Timeout(120)
class StoppedProcessTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @Test
    void aSignInThatIsStoppedSaysSoAndHasItsOwnExitCode(@TempDir Path folder) throws Exception {
        assumeThat(Path.of("/bin/sh")).exists();
        int port = freePort();
        Path ca = Files.writeString(folder.resolve("ca.pem"), EMULATOR.get().caCertificatePem());
        Path pageIsOpen = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pageIsOpen.toString()).start().waitFor())
                .isZero();
        Path browser = Files.writeString(folder.resolve("browser.sh"), "echo open > '" + pageIsOpen + "'\n");
        Process login = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "login",
                        "--client-id",
                        EMULATOR.get().defaultPublicClientId(),
                        "--trusted-authority",
                        EMULATOR.get().authority("contoso"),
                        "--ca-cert",
                        ca.toString(),
                        "--scope",
                        "User.Read",
                        "--port",
                        String.valueOf(port),
                        "--browser",
                        "/bin/sh '" + browser + "'"))
                .start();
        try {
            assertThat(Files.readString(pageIsOpen)).isEqualTo("open\n");

            login.toHandle().destroy();

            assertThat(login.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(login.exitValue()).isEqualTo(5);
            assertThat(new String(login.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Cancelled");
            assertThat(login.getInputStream().readAllBytes()).isEmpty();
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(free.isBound()).isTrue();
            }
        } finally {
            login.destroyForcibly();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
