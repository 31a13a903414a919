package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmulatorCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Cancellation ctrlC = new Cancellation();
    private final Shell shell = new Shell(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Map.of(),
            what -> Optional.empty(),
            ctrlC);

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path directory) {
        Path file = directory.resolve("no such folder").resolve("ca.pem");

        var ended = new TestShell().run("emulator", "--ca-file", file.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(file.toString(), "Name another one with --ca-file");
    }

    @Test
    void whereNoTemporaryFileCanBeMadeAFileIsAskedFor(@TempDir Path directory) throws Exception {
        Process emulator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory.resolve("no such folder"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "emulator")
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(new String(emulator.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Name a file with --ca-file");
            assertThat(emulator.waitFor()).isEqualTo(2);
        } finally {
            emulator.destroyForcibly();
        }
    }

    @Test
    void endsWhereItsGuideReachesNobody() {
        var ended = new TestShell().fullDisk().run("emulator");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("could not be written to standard output");
    }

    @Test
    void servesOtherCommandsUntilItIsStopped() throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> running = executor.submit(() -> Msal.run(shell, "emulator", "--output", "json"));
            while (!out.toString(StandardCharsets.UTF_8).endsWith("\n")) {
                assertThat(running.isDone()).isFalse();
                Thread.sleep(20);
            }
            Map<?, ?> use = (Map<?, ?>) new GsonJsonCodec().read(out.toString(StandardCharsets.UTF_8));
            assertThat(use).isNotNull();

            var token = new TestShell()
                    .variable("MSAL_CLIENT_SECRET", String.valueOf(use.get("client_secret")))
                    .run(
                            "app-token",
                            "--client-id",
                            String.valueOf(use.get("confidential_client_id")),
                            "--trusted-authority",
                            String.valueOf(use.get("trusted_authority")),
                            "--ca-cert",
                            String.valueOf(use.get("ca_cert")),
                            "--scope",
                            "api://demo/.default");
            assertThat(token.code()).isZero();

            ctrlC.cancel();
            assertThat(running.get(60, TimeUnit.SECONDS)).isZero();
            assertThat(Files.exists(Path.of(String.valueOf(use.get("ca_cert")))))
                    .isFalse();
        } finally {
            executor.shutdownNow();
        }
    }
}
