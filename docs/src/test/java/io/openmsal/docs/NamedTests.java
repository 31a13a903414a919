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

/** The tests of all modules, which documents name as {@code `SomeTest`} or {@code `SomeTest.someMethod`}. */
final class NamedTests {

    /** In backquotes and with the ending that all classes of tests have: other code may be quoted too. */
    private static final Pattern NAME = Pattern.compile("`(\\w+Test(?:\\.\\w+)?)`");

    private final Map<String, String> sources = new TreeMap<>();

    private NamedTests() {}

    /** Reads the sources of all tests below a folder. */
    static NamedTests below(Path project) throws IOException {
        NamedTests tests = new NamedTests();
        Files.walkFileTree(project, new SimpleFileVisitor<>() {
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
                    tests.sources.merge(name.replace(".java", ""), Files.readString(file), String::concat);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return tests;
    }

    /** Every test that a text names. */
    static List<String> namedIn(String text) {
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    /** Fails unless every test that a text names is one. */
    void assertNamedIn(String text, String where) {
        for (String name : namedIn(text)) {
            String type = name.replaceFirst("\\..*", "");
            assertThat(sources)
                    .as("the test class %s, named by %s", type, where)
                    .containsKey(type);
            if (name.contains(".")) {
                assertThat(isTestIn(sources.get(type), name.substring(type.length() + 1)))
                        .as("%s, named by %s, is a test", name, where)
                        .isTrue();
            }
        }
    }

    /** The annotation stands in the same paragraph as the method, and perhaps with others. */
    private static boolean isTestIn(String source, String method) {
        return Pattern.compile(
                        "@(Test|ParameterizedTest)\\b(?:(?!\\n\\s*\\n).)*?\\bvoid " + method + "\\(", Pattern.DOTALL)
                .matcher(source)
                .find();
    }
}
