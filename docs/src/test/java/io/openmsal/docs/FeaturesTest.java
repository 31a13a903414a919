package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the table of features true: what it says is here is shown by a test that exists, and nothing else is claimed. */
class FeaturesTest {

    private static final Path DOCS = Path.of("").toAbsolutePath();

    @Test
    void everyRowSaysWhetherItIsHereAndWhatShowsItOrWhyNot() throws IOException {
        for (Row row : rows()) {
            assertThat(row.here).as("here: %s", row).isIn("yes", "no");
            assertThat(row.shownBy).as("shown by: %s", row).isNotBlank();
            assertThat(row.python).as("MSAL for Python: %s", row).matches("(yes|no|part)( \\(.+\\))?");
            assertThat(row.msal4j).as("MSAL4J: %s", row).matches("(yes|no|part)( \\(.+\\))?");
            if (row.here.equals("yes")) {
                assertThat(row.shownBy).as("shown by: %s", row).matches("`[\\w.]+`(, `[\\w.]+`)*");
            }
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        NamedTests tests = NamedTests.below(DOCS.getParent());
        for (Row row : rows()) {
            tests.assertNamedIn(row.shownBy, row.capability);
        }
    }

    @Test
    void whatMsalForPythonHasIsHere() throws IOException {
        List<String> missing = rows().stream()
                .filter(row -> row.python.startsWith("yes") && row.here.equals("no"))
                .map(row -> row.capability)
                .collect(Collectors.toList());

        assertThat(missing).isEmpty();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = Files.readAllLines(DOCS.resolve("features.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| capability "))
                .map(Row::of)
                .collect(Collectors.toList());
        assertThat(rows).hasSizeGreaterThan(120);
        return rows;
    }

    private static final class Row {

        private final String capability;
        private final String python;
        private final String msal4j;
        private final String here;
        private final String shownBy;

        private Row(String[] cells) {
            capability = cells[0];
            python = cells[1];
            msal4j = cells[2];
            here = cells[3];
            shownBy = cells[4];
        }

        static Row of(String line) {
            String[] cells = line.replaceAll("^\\| | \\|$", "").split(" \\| ", -1);
            assertThat(cells).as(line).hasSize(5);
            return new Row(cells);
        }

        @Override
        public String toString() {
            return capability;
        }
    }
}
