package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a real terminal, made by {@code script}, whose command writes into a file. */
@Timeout(120)
class TerminalPromptTest {

    private static final String QUESTION = "Client secret: ";

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    Path folder;

    private Path result;
    private Process terminal;

    @BeforeEach
    void ask() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(Path.of("/usr/bin/script")).exists();
        result = folder.resolve("result");
        Path ca = Files.writeString(folder.resolve("ca.pem"), EMULATOR.get().caCertificatePem());
        String command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.console=java.base",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "app-token",
                        "--client-id",
                        EMULATOR.get().defaultConfidentialClientId(),
                        "--trusted-authority",
                        EMULATOR.get().authority("contoso"),
                        "--ca-cert",
                        ca.toString(),
                        "--scope",
                        "api://demo/.default")
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        ProcessBuilder script = new ProcessBuilder(List.of(
                "/usr/bin/script",
                "-qfc",
                command + " > '" + result + "'; echo \"ended with $?\"; stty -a | tr ' ' '\\n' | grep -x -e '-*echo;*'",
                "/dev/null"));
        // a secret of whoever runs the tests would be taken, and nobody asked
        Map<String, String> environment = script.environment();
        environment.keySet().removeIf(name -> name.startsWith("MSAL_"));
        terminal = script.redirectErrorStream(true).start();
        assertThat(shownUntil(QUESTION)).endsWith(QUESTION);
    }

    @AfterEach
    void end() {
        if (terminal != null) {
            terminal.destroyForcibly();
        }
    }

    @Test
    void whatIsTypedIsTakenAndNotShown() throws Exception {
        type(EMULATOR.get().defaultClientSecret().reveal() + "\n");

        assertThat(shownToTheEnd())
                .contains("ended with 0", "\necho")
                .doesNotContain(EMULATOR.get().defaultClientSecret().reveal());
        assertThat(Files.readString(result)).contains("eyJ");
    }

    @Test
    void ctrlCEndsTheCommandAndLeavesTheTerminalAsItWas() throws Exception {
        type("\u0003");

        assertThat(shownToTheEnd()).contains("Cancelled", "ended with 5", "\necho");
        assertThat(result).isEmptyFile();
    }

    private void type(String text) throws IOException {
        OutputStream keyboard = terminal.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private String shownUntil(String end) throws IOException {
        StringBuilder shown = new StringBuilder();
        InputStream screen = terminal.getInputStream();
        for (int next = screen.read(); next >= 0; next = screen.read()) {
            shown.append((char) next);
            if (shown.toString().endsWith(end)) {
                break;
            }
        }
        return shown.toString();
    }

    private String shownToTheEnd() throws Exception {
        String shown = shownUntil("no such end");
        assertThat(terminal.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return shown.replace("\r", "");
    }
}
