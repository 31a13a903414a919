package io.openmsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which JDKs the script {@code verify} finds, and what it makes of what Maven says. Neither they nor Maven, nor what else it would install, are real here. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "verify is a script of bash")
class VerifyScriptTest {

    private static final String PICKED_UP = "Picked up JAVA_TOOL_OPTIONS: -Dversion=\"8\"";

    private static final String ONE_TEST_PASSED = "mkdir -p module/target/surefire-reports\n"
            + "echo '<testsuite name=\"a\" tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\">'"
            + " > module/target/surefire-reports/TEST-a.xml\n";

    @TempDir
    Path folder;

    @BeforeEach
    void aSourceTreeAndNothingToInstall() throws IOException {
        Files.copy(
                Path.of("..", "verify"),
                Files.createDirectories(folder.resolve("tree")).resolve("verify"));
        script(folder.resolve("tree/msal"), "");
        for (String command : new String[] {"mvn", "apt-get", "chromium", "redis-server", "initdb", "npm"}) {
            script(folder.resolve("bin").resolve(command), "");
        }
    }

    private static void script(Path file, String commands) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + commands);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve("jdks").resolve(name);
        script(home.resolve("bin/javac"), "");
        script(
                home.resolve("bin/java"),
                "echo '" + PICKED_UP + "' >&2\necho 'openjdk version \"" + version + "\" 2025-07-15' >&2\n");
        return home;
    }

    private String verify(int code, Path jdk, String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", folder.resolve("tree/verify").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        Path told = folder.resolve("told");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(told.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(code);
        return Files.readString(told);
    }

    @Test
    void aJdkThatIsTooOldIsRefusedWhateverItPicksUpFromTheEnvironment() throws Exception {
        assertThat(verify(2, jdk("eleven", "11.0.28"), "--quick")).contains("no JDK 17 or newer");
    }

    @Test
    void theOtherJdksAreFoundWhateverTheyPickUpFromTheEnvironment() throws Exception {
        jdk("eight", "1.8.0_442");
        jdk("twenty-five", "25");

        assertThat(verify(1, jdk("seventeen", "17.0.15")))
                .contains("Building and testing on JDK 17", "Testing on JDK 25")
                .doesNotContain("Testing on JDK 8", "Testing on JDK 17\n");
    }

    @Test
    void testsThatPassedAreASuccess() throws Exception {
        script(folder.resolve("bin/mvn"), ONE_TEST_PASSED);

        assertThat(verify(0, jdk("seventeen", "17.0.15"), "--quick")).contains("1 passed, 0 failed, 0 skipped");
    }

    @Test
    void aModuleThatEndedBecauseATestHungIsAFailureThoughMavenSaysNothingOfIt() throws Exception {
        script(folder.resolve("bin/mvn"), ONE_TEST_PASSED + "echo '[ERROR] There was a timeout in the fork'\n");

        assertThat(verify(1, jdk("seventeen", "17.0.15"), "--quick"))
                .contains("There was a timeout in the fork", "failed: A test hung", "1 passed, 0 failed, 0 skipped");
    }
}
