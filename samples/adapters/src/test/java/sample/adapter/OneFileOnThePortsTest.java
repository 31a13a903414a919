package sample.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised of the samples: short, and written against the ports alone. */
class OneFileOnThePortsTest {

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/sample/adapter"))) {
            List<Path> found =
                    files.filter(file -> !file.endsWith("package-info.java")).toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(4);
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anAdapterHasLessThan130Lines(Path sample) throws IOException {
        assertThat(Files.readAllLines(sample)).hasSizeLessThan(130);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ofTheLibraryItNamesThePortsAlone(Path sample) throws IOException {
        assertThat(Files.readAllLines(sample))
                .filteredOn(line -> line.contains("io.openmsal"))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("import io.openmsal.port."));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itNeedsNoOtherSample(Path sample) throws IOException {
        String text = Files.readString(sample);

        assertThat(samples())
                .filteredOn(other -> !other.equals(sample))
                .noneMatch(other -> text.contains(other.getFileName().toString().replace(".java", "")));
    }
}
