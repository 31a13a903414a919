package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the table of features true: what it says is here is shown by a test that exists, and nothing else is claimed. */
class FeaturesTest {

    private static final Path DOCS = Path.of("").toAbsolutePath();

    /** What MSAL for Python has and we do not, each with its reason. Rows leave this list and never join it. */
    private static final Map<String, String> STILL_TO_COME =
            Map.of("Tokens from elsewhere put into the cache", "there is no way in for access tokens");

    private final Map<String, String> tests = new TreeMap<>();

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
        readTests();
        for (Row row : rows()) {
            for (String name : namedIn(row.shownBy)) {
                String type = name.replaceFirst("\\..*", "");
                assertThat(tests)
                        .as("the test class %s, named by %s", type, row)
                        .containsKey(type);
                if (name.contains(".")) {
                    String method = name.substring(type.length() + 1);
                    assertThat(isTestIn(tests.get(type), method))
                            .as("%s, named by %s, is a test", name, row)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void whatMsalForPythonHasIsHereExceptForWhatIsStillToCome() throws IOException {
        List<String> missing = rows().stream()
                .filter(row -> row.python.startsWith("yes") && row.here.equals("no"))
                .map(row -> row.capability)
                .collect(Collectors.toList());

        assertThat(missing).containsExactlyInAnyOrderElementsOf(STILL_TO_COME.keySet());
    }

    /** The annotation stands in the same paragraph as the method, and perhaps with others. */
    private static boolean isTestIn(String source, String method) {
        return Pattern.compile(
                        "@(Test|ParameterizedTest)\\b(?:(?!\\n\\s*\\n).)*?\\bvoid " + method + "\\(", Pattern.DOTALL)
                .matcher(source)
                .find();
    }

    /** In backquotes and with the ending that all classes of tests have: other code may be quoted too. */
    private static List<String> namedIn(String shownBy) {
        List<String> names = new ArrayList<>();
        Matcher name = Pattern.compile("`(\\w+Test(?:\\.\\w+)?)`").matcher(shownBy);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = Files.readAllLines(DOCS.resolve("features.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| capability "))
                .map(Row::of)
                .collect(Collectors.toList());
        assertThat(rows).hasSizeGreaterThan(120);
        return rows;
    }

    private void readTests() throws IOException {
        Files.walkFileTree(DOCS.getParent(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours = !name.equals("target") && !name.startsWith(".");
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.endsWith("Test.java")
                        && file.toString().replace('\\', '/').contains("/src/test/java/")) {
                    tests.merge(name.replace(".java", ""), Files.readString(file), String::concat);
                }
                return FileVisitResult.CONTINUE;
            }
        });
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
