package io.openmsal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a user of the library can name says what it promises. That links and tags are sound is the compiler's to check. */
class PublicJavadocTest {

    private static final Path ROOT = Pom.repository();
    private static final Path PLANTED = ROOT.resolve("tests/architecture/src/test/java/io/openmsal/planted");

    @Test
    void everyPublicTypeAndMethodIsExplained() {
        assertThat(UndocumentedApi.in(shippedSources())).isEmpty();
    }

    @Test
    void aMethodWithoutAWordIsCaught() {
        assertThat(UndocumentedApi.in(List.of(PLANTED.resolve("UndocumentedMethod.java"))))
                .containsExactly("io.openmsal.planted.UndocumentedMethod.planted");
    }

    @Test
    void aTypeWithoutAWordIsCaught() {
        assertThat(UndocumentedApi.in(List.of(PLANTED.resolve("UndocumentedType.java"))))
                .containsExactly("io.openmsal.planted.UndocumentedType");
    }

    private static List<Path> shippedSources() {
        return Pom.at(ROOT.resolve("pom.xml")).modules().stream()
                .filter(module -> module.startsWith("msal-"))
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(PublicJavadocTest::sourcesBelow)
                .toList();
    }

    private static Stream<Path> sourcesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
