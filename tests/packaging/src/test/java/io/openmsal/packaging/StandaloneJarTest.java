package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One jar with everything in it: nothing sticks out, and it runs alone and beside whatever else is there. */
class StandaloneJarTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    /** What the application brings, if it uses it, and what HttpClient tries when it is there. */
    private static final Set<String> LEFT_TO_OTHERS = Set.of(
            "com.aayushatharva.brotli4j.decoder",
            "com.sun.jna",
            "com.sun.jna.platform.win32",
            "com.sun.jna.ptr",
            "io.openmsal.shaded.com.google.errorprone.annotations",
            "javax.cache",
            "org.apache.commons.compress.compressors",
            "org.jspecify.annotations",
            "redis.clients.jedis",
            "redis.clients.jedis.exceptions");

    private static final Pattern MISSING = Pattern.compile("-> +([\\w.]+)\\.[A-Z][\\w$]* +not found");

    private final Path jar = ShippedJars.standalone();

    @TempDir
    private Path folder;

    @Test
    void everyEntryIsInOurNamespaceOrALicenceOrTheManifest() throws IOException {
        assertThat(files())
                .filteredOn(name -> !name.startsWith("io/openmsal/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE", "META-INF/openmsal/LICENSE");
    }

    @Test
    void theListOfPublicSuffixesIsWhereHttpClientLooksForIt() throws IOException {
        assertThat(files()).contains("io/openmsal/shaded/org/publicsuffix/list/effective_tld_names.dat");
    }

    @Test
    void whatItNamesIsInsideOrInTheJdkOrBroughtByTheApplication() {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);

        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(out, out, "--multi-release", "17", "-q", "--missing-deps", jar.toString());

        Matcher missing = MISSING.matcher(printed.toString());
        assertThat(missing.results().map(found -> found.group(1)).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(LEFT_TO_OTHERS);
    }

    @Test
    void aProgramWithThisJarAloneGetsATokenAndNothingIsPrintedBesides() throws Exception {
        assertThat(application().withClassPath(List.of(jar))).isEqualTo(ApplicationProcess.TOKENS);
    }

    @Test
    void itWorksBehindOldVersionsOfTheSameLibraries() throws Exception {
        List<Path> path = new ArrayList<>(ShippedJars.oldLibraries());
        path.add(jar);

        assertThat(application().withClassPath(path)).isEqualTo(ApplicationProcess.TOKENS);
    }

    @Test
    void itWorksInFrontOfOldVersionsOfTheSameLibraries() throws Exception {
        List<Path> path = new ArrayList<>(List.of(jar));
        path.addAll(ShippedJars.oldLibraries());

        assertThat(application().withClassPath(path)).isEqualTo(ApplicationProcess.TOKENS);
    }

    /** Shows that the two tests above have something to get wrong. */
    @Test
    void theJarsThatAreNotRelocatedBreakBehindThem() throws Exception {
        List<Path> path = new ArrayList<>(ShippedJars.oldLibraries());
        path.addAll(ShippedJars.withTheirLibraries());

        assertThat(application().withClassPath(path))
                .containsPattern("NoSuchMethodError|NoClassDefFoundError|PS256 is an unknown");
    }

    @ParameterizedTest
    @CsvSource({"jose4j, org/jose4j/", "httpclient5, org/apache/hc/client5/", "gson, com/google/gson/"})
    void whatNothingInsideUsesOfALibraryIsLeftOut(String library, String folderInside) throws IOException {
        List<String> whole = classesBelow(folderInside, ShippedJars.library(library));
        List<String> kept = classesBelow("io/openmsal/shaded/" + folderInside, jar);

        assertThat(kept).isNotEmpty().hasSizeLessThan(whole.size() * 4 / 5);
    }

    private static List<String> classesBelow(String prefix, Path archive) throws IOException {
        try (JarFile opened = new JarFile(archive.toFile())) {
            return opened.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".class"))
                    .toList();
        }
    }

    @Test
    void itsSizeIsWhatTheReadmeSays() throws IOException {
        String megabytes = String.format(Locale.ROOT, "%.1f MB", Files.size(jar) / 1_000_000.0);

        assertThat(Files.readString(ShippedJars.repository().resolve("README.md")))
                .contains("`msal-standalone` is one jar of " + megabytes);
    }

    private ApplicationProcess application() throws IOException {
        return new ApplicationProcess(EMULATOR.get(), folder);
    }

    private List<String> files() throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }
}
