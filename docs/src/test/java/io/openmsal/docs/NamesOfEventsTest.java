package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Operators make alarms of the names of events: the guide has every one that the code tells, and no other. */
class NamesOfEventsTest {

    private static final Path DOCS = Path.of("").toAbsolutePath();
    private static final Pattern IN_CODE = Pattern.compile("\"([a-z_]+\\.[a-z_]+)\"");
    private static final Pattern IN_THE_GUIDE = Pattern.compile("`([a-z_]+\\.[a-z_]+)`");

    @Test
    void theTableOfTheGuideNamesThoseOfTheCode() throws IOException {
        String table = Files.readAllLines(DOCS.resolve("guides/logging-and-metrics.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1])
                .reduce("", String::concat);

        Set<String> told = new TreeSet<>();
        for (String source : sourcesThatTellEvents()) {
            told.addAll(names(IN_CODE, source));
        }

        assertThat(told).contains("token.acquired", "http.exchange", "cache.lease");
        assertThat(names(IN_THE_GUIDE, table)).containsExactlyInAnyOrderElementsOf(told);
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher name = pattern.matcher(text);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    private static List<String> sourcesThatTellEvents() throws IOException {
        List<Path> modules;
        try (Stream<Path> folders = Files.list(DOCS.getParent())) {
            modules = folders.filter(folder -> folder.getFileName().toString().matches("msal-(?!testing).*"))
                    .map(folder -> folder.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        List<String> sources = new ArrayList<>();
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    String source = Files.readString(file);
                    if (source.contains("Event.of(")) {
                        sources.add(source);
                    }
                }
            }
        }
        return sources;
    }
}
