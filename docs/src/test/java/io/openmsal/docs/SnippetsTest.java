package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps documents and code equal: every Java block of every document is a marked part of a source that the build runs. */
class SnippetsTest {

    private static final Path DOCS = Path.of("").toAbsolutePath();
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- snippet: (\\S+) -->\\s*)?```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKED =
            Pattern.compile("^ *// snippet: (\\S+)\\n(.*?)^ *// end$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#)([^)#]+)(#[^)]*)?\\)");

    @Test
    void everyJavaBlockIsWordForWordAPartOfTheSourcesThatTheBuildRuns() throws IOException {
        Map<String, String> sources = markedParts();
        int blocks = 0;
        for (Path document : documents()) {
            Matcher block = BLOCK.matcher(Files.readString(document));
            while (block.find()) {
                blocks++;
                assertThat(block.group(1))
                        .as("the name of a snippet before the block in %s:%n%s", document, block.group(2))
                        .isNotNull();
                assertThat(sources).as("in %s", document).containsKey(block.group(1));
                assertThat(block.group(2))
                        .as("%s in %s", block.group(1), document)
                        .isEqualTo(sources.get(block.group(1)));
            }
        }
        assertThat(blocks).isGreaterThan(10);
    }

    @Test
    void everyLinkToAFileLeadsToOne() throws IOException {
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                assertThat(document.resolveSibling(link.group(1)))
                        .as("linked from %s", document)
                        .exists();
            }
        }
    }

    private static Map<String, String> markedParts() throws IOException {
        Map<String, String> parts = new TreeMap<>();
        List<Path> sources = new ArrayList<>(files(DOCS.resolve("src/test/java"), ".java"));
        sources.addAll(files(DOCS.resolveSibling("samples"), ".java"));
        for (Path source : sources) {
            String name = source.getFileName().toString().replace(".java", "");
            Matcher part = MARKED.matcher(Files.readString(source));
            while (part.find()) {
                parts.put(
                        name + "#" + part.group(1),
                        part.group(2).stripTrailing().stripIndent() + "\n");
            }
        }
        return parts;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(files(DOCS, ".md"));
        documents.add(DOCS.resolveSibling("README.md"));
        return documents;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !folder.relativize(path).toString().matches("(.*/)?target/.*"))
                    .toList();
        }
    }
}
