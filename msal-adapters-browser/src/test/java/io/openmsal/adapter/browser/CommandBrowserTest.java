package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import io.openmsal.testing.browser.BrowserContract;
import io.openmsal.testing.environment.FakeEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: small scripts that stand for a browser. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandBrowserTest extends BrowserContract {

    private static final URI ADDRESS = URI.create("https://login.example.com/?a=1&b=$(id);c=%20*");

    @TempDir
    Path folder;

    @Override
    protected Browser browserThatOpens() {
        return new CommandBrowser("true");
    }

    @Override
    protected Browser browserThatCannotOpen() {
        return new CommandBrowser("false");
    }

    private Path script(String name, String body) throws IOException {
        Path file = Files.write(folder.resolve(name), ("#!/bin/sh\n" + body).getBytes(StandardCharsets.UTF_8));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theAddressArrivesAsOneArgumentAfterTheOthersAndNoShellReadsIt() throws Exception {
        Path seen = folder.resolve("seen");
        Path script = script("a browser", "for word in \"$@\"; do echo \"<$word>\"; done > '" + seen + "'\n");

        BrowserLaunch launch = new CommandBrowser("'" + script + "' --new 'two words'").open(ADDRESS);

        assertThat(launch.outcome()).isEqualTo(Outcome.OPENED);
        assertThat(Files.readAllLines(seen)).containsExactly("<--new>", "<two words>", "<" + ADDRESS + ">");
    }

    @Test
    void theVariableBrowserIsObeyedByTheSystemBrowser() throws Exception {
        Path seen = folder.resolve("seen");
        Path script = script("browser", "echo \"$1\" > '" + seen + "'\n");

        new SystemBrowser(new FakeEnvironment()
                        .withProperty("os.name", "Linux")
                        .withVariable("BROWSER", script.toString()))
                .open(ADDRESS);

        assertThat(Files.readAllLines(seen)).containsExactly(ADDRESS.toString());
    }

    /** Ctrl-C in a terminal goes to every process of its foreground group. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theBrowserHasASessionOfItsOwnSoThatCtrlCForUsIsNotForIt() throws Exception {
        assumeTrue(isOnThePath("setsid"), "setsid is not installed");
        Path seen = folder.resolve("seen");
        Path script = script("browser", "cat /proc/$$/stat > '" + seen + "'\n");

        assertThat(new CommandBrowser(List.of(script.toString())).open(ADDRESS).outcome())
                .isEqualTo(Outcome.OPENED);

        assertThat(groupAndSession(seen)).doesNotContainAnyElementsOf(groupAndSession(Path.of("/proc/self/stat")));
    }

    private static boolean isOnThePath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Fields 5 and 6 of {@code proc_pid_stat(5)}; the second is a name in parentheses. */
    private static List<String> groupAndSession(Path stat) throws IOException {
        String text = Files.readString(stat);
        return Arrays.asList(text.substring(text.lastIndexOf(')') + 2).split(" "))
                .subList(2, 4);
    }

    /** A browser that runs until the test opens the gate. */
    private Browser browserThatStaysUntil(Path gate) throws IOException {
        // it also ends with its folder, which the test may have deleted before the gate was seen
        Path script = script(
                "stays", "while [ ! -e '" + gate + "' ] && [ -d '" + gate.getParent() + "' ]; do sleep 0.05; done\n");
        return new CommandBrowser(List.of(script.toString()));
    }

    @Test
    void aBrowserThatStaysIsOpenAndNobodyWaitsForIt() throws Exception {
        Path gate = folder.resolve("gate");
        try {
            BrowserLaunch launch = browserThatStaysUntil(gate).open(ADDRESS);

            assertThat(launch.outcome()).isEqualTo(Outcome.OPENED);
            assertThat(launch.detail()).endsWith("is running");
        } finally {
            Files.createFile(gate);
        }
    }

    @Test
    void aBrowserThatFailsIsNamedWithItsExitCode() throws Exception {
        Path script = script("fails", "echo chatter; echo chatter >&2; exit 7\n");

        BrowserLaunch launch = new CommandBrowser(List.of(script.toString())).open(ADDRESS);

        assertThat(launch.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(launch.detail())
                .contains("fails ended with exit code 7", "check the browser command")
                .doesNotContain("by hand");
    }

    @Test
    void aProgramThatDoesNotExistIsNamed() {
        BrowserLaunch launch =
                new CommandBrowser(List.of(folder.resolve("nothing").toString())).open(ADDRESS);

        assertThat(launch.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(launch.detail()).contains("nothing could not be started");
    }

    @Test
    void anInterruptionCutsTheWaitShortAndIsKept() throws Exception {
        Path gate = folder.resolve("gate");
        Browser browser = browserThatStaysUntil(gate);
        BrowserLaunch launch;
        Thread.currentThread().interrupt();
        try {
            launch = browser.open(ADDRESS);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            Files.createFile(gate);
        }

        assertThat(launch.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aCommandWithoutAProgramIsRefusedAtOnce() {
        assertThatThrownBy(() -> new CommandBrowser("  ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CommandBrowser(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CommandBrowser("'firefox")).isInstanceOf(IllegalArgumentException.class);
    }
}
