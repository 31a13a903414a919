package io.openmsal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module is compiled against one Guice; a host brings another. Each runs in a process of its own. */
@Timeout(120)
class EachGuiceTest {

    /** What the build put there: Guice and the annotations it was made for, {@code javax.inject} or {@code jakarta.inject}. */
    private static final Path GUICES = Path.of("target", "guice");

    @ParameterizedTest
    @ValueSource(strings = {"5", "6", "7"})
    void getsAHostsApplicationItsTokens(String version) throws Exception {
        Path printed = Files.createTempFile("guice-" + version, ".txt");
        try {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            classPathWith(version),
                            InjectedApplication.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            try {
                assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                child.destroyForcibly();
            }

            List<String> lines = Files.readString(printed, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("WARNING"))
                    .toList();

            assertThat(lines).hasSize(4);
            assertThat(lines.get(0)).contains("/guice-" + version + ".");
            assertThat(lines.get(1)).isEqualTo("token-of-the-child");
            assertThat(lines.get(2)).contains("SystemBrowser");
            assertThat(lines.get(3)).isEqualTo("true");
        } finally {
            Files.delete(printed);
        }
    }

    /** This test's own class path, with another Guice and other annotations in place of its own. */
    private static String classPathWith(String version) throws IOException {
        try (Stream<Path> jars = Files.list(GUICES.resolve(version))) {
            return Stream.concat(
                            jars.map(jar -> jar.toAbsolutePath().toString()),
                            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                    .filter(entry -> !isOfGuice(
                                            Path.of(entry).getFileName().toString())))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static boolean isOfGuice(String jar) {
        return jar.startsWith("guice-") || jar.startsWith("javax.inject-") || jar.startsWith("jakarta.inject-api-");
    }
}
