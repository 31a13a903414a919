package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.failure.MsalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a reader copies from a document by hand, and no compiler sees: it is what the build makes. */
class WhatDocumentsNameTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>io\\.openmsal</groupId>\\s*" + "<artifactId>(\\S+)</artifactId>\\s*<version>(\\S+)</version>");

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
}
