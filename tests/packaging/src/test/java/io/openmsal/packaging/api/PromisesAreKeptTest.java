package io.openmsal.packaging.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.openmsal.packaging.ShippedJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever compiled against an earlier version can compile and run against this one. What "this one" has beyond that becomes a promise
 * too, and so is written down when it is made.
 */
class PromisesAreKeptTest {

    private static final String ACCEPT = "mvn verify -Dapi.accept -pl tests/packaging -am -Dtest=PromisesAreKeptTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false";

    private static final boolean ACCEPTED = Boolean.getBoolean("openmsal.acceptApi");

    @TempDir
    private Path folder;

    static List<Promise> promises() throws IOException {
        return Promise.all();
    }

    @ParameterizedTest
    @MethodSource("promises")
    void nothingOfItIsMissingOrChanged(Promise promise) throws IOException {
        assertThat(Differences.between(promise.jar(folder), jars()))
                .as(
                        "What api/%s promises and this build breaks. Keep it and mark it deprecated. Where it was never in a"
                                + " release, delete its lines there",
                        promise.version())
                .isEmpty();
    }

    @Test
    void everythingPublicIsWrittenDown() throws IOException {
        Promise promise = Promise.current();
        Map<String, String> texts = ApiText.ofAllModules();
        if (ACCEPTED) {
            nothingOfItIsMissingOrChanged(promise);
            for (Map.Entry<String, String> module : texts.entrySet()) {
                promise.write(module.getKey(), module.getValue());
            }
        }
        assertAll(
                texts.entrySet().stream().map(module -> () -> isWritten(promise, module.getKey(), module.getValue())));
    }

    private static void isWritten(Promise promise, String module, String text) {
        assertThat(additional(promise.of(module), text))
                .as(
                        "Public in %s and not in %s. If it shall be promised to everybody who compiles against the release,"
                                + " write it down: %s. If not, make it less than public",
                        module, ShippedJars.repository().relativize(promise.file(module)), ACCEPT)
                .isEmpty();
        assertThat(promise.of(module))
                .as("%s in order, and with nothing that is gone. To write it anew: %s", promise.file(module), ACCEPT)
                .isEqualTo(text);
    }

    private static Set<String> additional(String written, String found) {
        Set<String> lines = new LinkedHashSet<>(Arrays.asList(found.split("\n")));
        lines.removeAll(new TreeSet<>(Arrays.asList(written.split("\n"))));
        return lines;
    }

    private static List<Path> jars() throws IOException {
        return PublicApi.modules().stream().map(ShippedJars::jar).toList();
    }
}
