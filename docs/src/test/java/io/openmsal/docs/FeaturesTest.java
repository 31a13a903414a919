package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the table of features true: what it says is here is shown by a test that exists, and nothing else is claimed. */
class FeaturesTest {

    /** How many capabilities there are to compare, by the heading they stand under. */
    private static final Map<String, Integer> CAPABILITIES = Map.ofEntries(
            Map.entry("Applications and configuration", 11),
            Map.entry("Flows", 27),
            Map.entry("Authorities", 15),
            Map.entry("Credentials of confidential clients", 18),
            Map.entry("Kinds of tokens", 11),
            Map.entry("Cache", 21),
            Map.entry("Silent calls and refresh", 13),
            Map.entry("Claims", 6),
            Map.entry("Managed identity", 16),
            Map.entry("Regions and extension points", 10),
            Map.entry("Telemetry, logs, retries, browser and the rest", 26));

    private static final Path DOCS = Path.of("").toAbsolutePath();

    @Test
    void everyRowSaysWhetherItIsHereAndWhatShowsItOrWhyNot() throws IOException {
        for (Row row : rows()) {
            assertThat(row.here).as("here: %s", row).matches("yes|no|part \\(.+\\)");
            assertThat(row.shownBy).as("shown by: %s", row).isNotBlank();
            assertThat(row.python).as("MSAL for Python: %s", row).matches("(yes|no|part)( \\(.+\\))?");
            assertThat(row.msal4j).as("MSAL4J: %s", row).matches("(yes|no|part)( \\(.+\\))?");
            if (!row.here.equals("no")) {
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

    @Test
    void noCapabilityGoesMissing() throws IOException {
        Map<String, Integer> found = new HashMap<>();
        String heading = "";
        for (String line : Files.readAllLines(DOCS.resolve("features.md"))) {
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            } else if (isRow(line)) {
                found.merge(heading, 1, Integer::sum);
            }
        }

        assertThat(found).isEqualTo(CAPABILITIES);
    }

    private static boolean isRow(String line) {
        return line.startsWith("| ") && !line.startsWith("| capability ");
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(DOCS.resolve("features.md")).stream()
                .filter(FeaturesTest::isRow)
                .map(Row::of)
                .collect(Collectors.toList());
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
