package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectSession;
import io.openmsal.port.environment.Environment;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A Java runtime that has {@code java.base} and nothing else is enough: no AWT, which fails without a screen, and no HTTP
 * server of the JDK's, which application servers hide.
 */
class JavaBaseAloneTest {

    @Test
    void aBrowserIsAskedForAndARedirectIsWaitedForWithoutAnyOtherModule() throws Exception {
        String classPath = placeOf(Program.class)
                + File.pathSeparator
                + placeOf(SystemBrowser.class)
                + File.pathSeparator
                + placeOf(Environment.class);
        Process process = new ProcessBuilder(
                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-Xshare:auto",
                        "--limit-modules",
                        "java.base",
                        "-cp",
                        classPath,
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).isEqualToIgnoringNewLines("REFUSED Optional.empty");
        assertThat(process.waitFor()).isZero();
    }

    private static Path placeOf(Class<?> type) throws Exception {
        return Paths.get(
                type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** What the small runtime runs. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws Exception {
            Environment nothing = new Environment() {
                @Override
                public Optional<String> variable(String name) {
                    return Optional.empty();
                }

                @Override
                public Optional<String> property(String name) {
                    return Optional.empty();
                }

                @Override
                public Optional<byte[]> file(Path path, int maxBytes) {
                    return Optional.empty();
                }

                @Override
                public Optional<Path> realPath(Path path) {
                    return Optional.empty();
                }
            };
            try (RedirectSession session =
                    new LoopbackRedirectListener().listen(new RedirectExpectation("state", 0, false))) {
                System.out.println(new SystemBrowser(nothing)
                                .open(URI.create("https://login.example.com/"))
                                .outcome()
                        + " "
                        + session.await(Deadline.after(Clock.systemUTC(), Duration.ofMillis(1)), Cancellation.none()));
            }
        }
    }
}
