package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.failure.MsalException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader copies from a document by hand, and no compiler sees: it is what the build makes. */
class WhatDocumentsNameTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>io\\.openmsal</groupId>\\s*" + "<artifactId>(\\S+)</artifactId>\\s*<version>(\\S+)</version>");

    private static final Pattern FILE_OF_TOKENS = Pattern.compile("--(?:cache|pending|assertion-file) ([\\w.-]+)");

    private static final Pattern INSTALL = Pattern.compile("mvn install .*-pl (\\S+) -am");

    private static final Pattern OWN_ARTIFACT = Pattern.compile(
            "<groupId>io\\.openmsal</groupId>\\s*<artifactId>(msal-\\S+)</artifactId>(?!\\s*<scope>test)");

    private static final Pattern OPTIONAL =
            Pattern.compile("<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>"
                    + "\\s*<scope>compile</scope>\\s*<optional>true</optional>");

    private static final Pattern KIT_WITH_EXCLUSIONS = Pattern.compile(
            "<artifactId>msal-testing-app</artifactId>(?:(?!</dependency>).)*?<exclusions>(.*?)</exclusions>",
            Pattern.DOTALL);

    private static final Pattern MODULE = Pattern.compile("msal-[a-z][a-z-]*");

    private static final Pattern VERSION = Pattern.compile("<version>(\\S+)</version>");

    @Test
    void theArchitectureNamesEveryKindOfFailure() throws IOException {
        String architecture = Files.readString(PROJECT.resolve("docs/architecture.md"));

        assertThat(MsalException.class.getPermittedSubclasses())
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(architecture).contains("`" + kind.getSimpleName() + "`"));
    }

    @Test
    void theDependencyOfTheReadmeIsWhatThisBuildMakes() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(PROJECT.resolve("pom.xml")));
        Matcher dependency = DEPENDENCY.matcher(Files.readString(PROJECT.resolve("README.md")));

        assertThat(version.find()).isTrue();
        assertThat(dependency.find()).isTrue();
        assertThat(PROJECT.resolve(dependency.group(1)).resolve("pom.xml")).exists();
        assertThat(dependency.group(2)).isEqualTo(version.group(1));
    }

    @Test
    void whatGuidesTellReadersToAddIsInstalledByTheCommandOfTheReadme() throws IOException {
        Matcher command = INSTALL.matcher(Files.readString(PROJECT.resolve("README.md")));
        assertThat(command.find()).isTrue();
        Set<String> installed = new TreeSet<>();
        for (String module : command.group(1).split(",", -1)) {
            addWithItsDependencies(module, installed);
        }

        for (Path guide : guides()) {
            assertThat(installed).as("named in %s", guide).containsAll(modulesNamedIn(guide));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "msal-cli/src/main/java/io/openmsal/cli/EmulatorCommand.java"})
    void filesOfTokensThatACommandToCopyNamesAreNotTakenByGit(String place) throws IOException {
        List<PathMatcher> ignored = ignored();
        Matcher option = FILE_OF_TOKENS.matcher(Files.readString(PROJECT.resolve(place)));
        int found = 0;
        while (option.find()) {
            found++;
            assertThat(Path.of(option.group(1)))
                    .as("a file that is named by %s in %s", option.group(), place)
                    .matches(name -> ignored.stream().anyMatch(pattern -> pattern.matches(name)));
        }
        assertThat(found).isPositive();
    }

    /** The patterns of files in the root of the checkout. */
    private static List<PathMatcher> ignored() throws IOException {
        return Files.readAllLines(PROJECT.resolve(".gitignore")).stream()
                .filter(line -> line.startsWith("/"))
                .map(line -> FileSystems.getDefault().getPathMatcher("glob:" + line.substring(1)))
                .toList();
    }

    @Test
    void whatTheTestKitLeavesToTheProjectIsNamedInItsGuide() throws IOException {
        String guide = Files.readString(PROJECT.resolve("docs/guides/testing.md"));
        Set<String> left = new TreeSet<>();
        for (String module : List.of("msal-testing", "msal-testing-app")) {
            Matcher optional =
                    OPTIONAL.matcher(Files.readString(PROJECT.resolve(module).resolve("pom.xml")));
            while (optional.find()) {
                left.add(optional.group(1) + ":" + optional.group(2));
            }
        }

        assertThat(left).isNotEmpty().allSatisfy(library -> assertThat(guide).contains("`" + library + "`"));
    }

    /** Nothing of ours is on the class path twice: the one jar has inside what these would bring. */
    @Test
    void besideTheOneJarNothingIsLeftOfTheTestKitThatTheJarHasInside() throws IOException {
        Set<String> inside = new TreeSet<>();
        addWithItsDependencies("msal-standalone", inside);
        Matcher kit = KIT_WITH_EXCLUSIONS.matcher(Files.readString(PROJECT.resolve("docs/guides/testing.md")));
        assertThat(kit.find()).isTrue();
        Set<String> excluded = new TreeSet<>();
        Matcher exclusion = OWN_ARTIFACT.matcher(kit.group(1));
        while (exclusion.find()) {
            excluded.add(exclusion.group(1));
        }

        Set<String> brought = new TreeSet<>(excluded);
        addWithItsDependencies("msal-testing-app", brought);
        brought.removeAll(excluded);

        assertThat(brought).contains("msal-testing-app", "msal-testing").doesNotContainAnyElementsOf(inside);
    }

    private static void addWithItsDependencies(String module, Set<String> modules) throws IOException {
        if (modules.add(module)) {
            Matcher own = OWN_ARTIFACT.matcher(
                    Files.readString(PROJECT.resolve(module).resolve("pom.xml")));
            while (own.find()) {
                addWithItsDependencies(own.group(1), modules);
            }
        }
    }

    private static List<Path> guides() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("docs/guides"))) {
            List<Path> guides = files.toList();
            assertThat(guides).hasSizeGreaterThan(10);
            return guides;
        }
    }

    private static Set<String> modulesNamedIn(Path guide) throws IOException {
        Set<String> modules = new TreeSet<>();
        Matcher name = MODULE.matcher(Files.readString(guide));
        while (name.find()) {
            if (Files.exists(PROJECT.resolve(name.group()).resolve("pom.xml"))) {
                modules.add(name.group());
            }
        }
        return modules;
    }
}
