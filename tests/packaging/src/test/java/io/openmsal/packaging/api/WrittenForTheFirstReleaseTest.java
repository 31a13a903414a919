package io.openmsal.packaging.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.packaging.ShippedJars;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that is compiled against what the first release promised, and against nothing else, runs with the jars of this build: with
 * those in single pieces, and with the one in one piece.
 */
class WrittenForTheFirstReleaseTest {

    private static final String PROGRAM = "WrittenForTheFirstRelease";

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    private static Path folder;

    private static Path program;

    @BeforeAll
    static void compile() throws IOException {
        program = Files.createDirectories(folder.resolve("program"));
        ApiStubs.compile(
                Map.of("program." + PROGRAM, source()),
                List.of(Promise.first().jar(folder.resolve("promised"))),
                program);
    }

    @Test
    void itRunsWithTheJarsOfThisBuild() throws Exception {
        assertThat(happenedWith(ShippedJars.withTheirLibraries())).containsExactlyElementsOf(whatItWasWrittenFor());
    }

    @Test
    void itRunsWithTheOneJarOfThisBuild() throws Exception {
        assertThat(happenedWith(List.of(ShippedJars.standalone()))).containsExactlyElementsOf(whatItWasWrittenFor());
    }

    private static List<String> whatItWasWrittenFor() {
        return List.of(
                "daemon IDENTITY_PROVIDER",
                "daemon CACHE",
                "store written",
                "daemon IDENTITY_PROVIDER",
                "events true",
                "device code ada@contoso.example true",
                "silent CACHE",
                "silent IDENTITY_PROVIDER",
                "accounts 1",
                "silent NO_TOKENS",
                "refused 401 invalid_client");
    }

    private static List<String> happenedWith(List<Path> jars) throws Exception {
        Emulator emulator = EMULATOR.get();
        emulator.deviceCodeInterval(Duration.ofSeconds(1));
        Map<String, String> settings = Map.of(
                "authority", emulator.authority("contoso"),
                "daemon", emulator.defaultConfidentialClientId(),
                "secret", emulator.defaultClientSecret().reveal(),
                "desktop", emulator.defaultPublicClientId());
        Consumer<String> person = code -> emulator.approveDeviceCode(code, "ada@contoso.example");
        try (URLClassLoader alone = new URLClassLoader(urls(program, jars), ClassLoader.getPlatformClassLoader())) {
            return lines(alone.loadClass("program." + PROGRAM)
                    .getMethod("run", Map.class, SSLContext.class, Consumer.class)
                    .invoke(null, settings, emulator.sslContext(), person));
        }
    }

    private static List<String> lines(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static URL[] urls(Path classes, List<Path> jars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        urls.add(classes.toUri().toURL());
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    private static String source() throws IOException {
        try (InputStream in = WrittenForTheFirstReleaseTest.class.getResourceAsStream(PROGRAM + ".java")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
