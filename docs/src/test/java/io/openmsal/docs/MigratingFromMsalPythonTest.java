package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the guide from MSAL for Python against the names it exports and against our own API. */
class MigratingFromMsalPythonTest {

    private static Counterparts guide() throws IOException {
        return Counterparts.in(Path.of("guides/migrating-from-msal-python.md"));
    }

    @Test
    void everyExportedClassAndMethodHasARowAndNoRowIsMadeUp() throws IOException {
        assertThat(guide().rows().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/msal-python-names.txt")));
    }

    @Test
    void everyCounterpartExists() throws IOException {
        assertThat(guide().promisedInVain()).isEmpty();
    }

    @Test
    void everyRowNamesACounterpartOrSaysWhyThereIsNone() throws IOException {
        assertThat(guide().leftOpen()).isEmpty();
    }
}
