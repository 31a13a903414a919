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
import java.util.concurrent.CompletableFuture;
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
    void prepare() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(Path.of("/usr/bin/script")).exists();
        assumeThat(Path.of("/bin/bash")).exists();
        result = folder.resolve("result");
    }

    /** Begins a command whose output goes into a file, and maybe more of it elsewhere. */
    private void begin(String elsewhere) throws Exception {
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
                command + " > '" + result + "' " + elsewhere
                        + "; echo \"ended with $?\"; stty -a | tr ' ' '\\n' | grep -x -e '-*echo;*'",
                "/dev/null"));
        Map<String, String> environment = script.environment();
        environment.put("SHELL", "/bin/bash");
        // a secret of whoever runs the tests would be taken, and nobody asked
        environment.keySet().removeIf(name -> name.startsWith("MSAL_"));
        terminal = script.redirectErrorStream(true).start();
        // whoever reads what it shows would wait for ever for one that hangs
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(terminal::destroyForcibly);
    }

    private void beginUntilItAsks() throws Exception {
        begin("");
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
        beginUntilItAsks();

        type(EMULATOR.get().defaultClientSecret().reveal() + "\n");

        assertThat(shownToTheEnd())
                .contains("ended with 0", "\necho")
                .doesNotContain(EMULATOR.get().defaultClientSecret().reveal());
        assertThat(Files.readString(result)).contains("eyJ");
    }

    @Test
    void whatTheTerminalCutIsNotTakenForTheWhole() throws Exception {
        beginUntilItAsks();

        type("canary".repeat(1000) + "\n");

        assertThat(shownToTheEnd())
                .contains("cuts what is typed", "--answer-file", "ended with 2", "\necho")
                .doesNotContain("canary");
        assertThat(result).isEmptyFile();
    }

    @Test
    void aLineWithNothingInItIsToldAsThat() throws Exception {
        beginUntilItAsks();

        type("\n");

        assertThat(shownToTheEnd())
                .contains("Nothing was typed", "ended with 2", "\necho")
                .doesNotContain("nobody is here");
        assertThat(result).isEmptyFile();
    }

    @Test
    void whoEndsTheInputInsteadIsNotThere() throws Exception {
        beginUntilItAsks();

        type("\u0004");

        assertThat(shownToTheEnd()).contains("nobody is here to ask", "ended with 2", "\necho");
        assertThat(result).isEmptyFile();
    }

    @Test
    void ctrlCEndsTheCommandAndLeavesTheTerminalAsItWas() throws Exception {
        assumeThat(isInterruptIgnored())
                .as("interrupts are ignored, as beneath nohup")
                .isFalse();
        beginUntilItAsks();

        type("\u0003");

        assertThat(shownToTheEnd()).contains("Cancelled", "ended with 5", "\necho");
        assertThat(result).isEmptyFile();
    }

    @Test
    void aQuestionThatNobodyWouldSeeIsNotAsked() throws Exception {
        Path log = folder.resolve("log");
        begin("2> '" + log + "'");

        assertThat(shownToTheEnd()).contains("ended with 2", "\necho");
        assertThat(Files.readString(log)).contains("MSAL_CLIENT_SECRET").doesNotContain(QUESTION);
    }

    /** Which is passed on to every process that is started. */
    private static boolean isInterruptIgnored() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).trim(), 16) & 1 << 1) != 0;
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
