package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.packaging.alone.GetsTokens;
import io.openmsal.packaging.alone.GetsTokensAndLogs;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.mojo.animal_sniffer.SignatureBuilder;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** SLF4J 1.7, which Java EE containers bring and applications cannot replace: what of ours logs, logs there. */
class Slf4j17Test {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static final List<String> EVERYTHING = List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=debug");

    private static final Pattern SLF4J =
            Pattern.compile("Undefined reference: (?:\\S+ org\\.slf4j\\.|org\\.slf4j\\.\\S+$)");

    @TempDir
    private Path folder;

    @Test
    void eventsAndTheLibrariesInsideAreWrittenThere() throws Exception {
        String printed = application()
                .withClassPath(
                        ShippedJars.withTheirLibrariesOnSlf4j17(),
                        EVERYTHING,
                        GetsTokens.class,
                        GetsTokensAndLogs.class);

        assertThat(printed)
                .contains(ApplicationProcess.TOKENS)
                .contains("DEBUG io.openmsal - token.acquired")
                .contains("DEBUG org.apache.hc.client5");
    }

    @Test
    void besideTheOneJarEventsAreWrittenThereAndNothingElseIs() throws Exception {
        List<Path> path = new ArrayList<>(ShippedJars.slf4j17());
        path.add(ShippedJars.standalone());
        path.add(ShippedJars.jar("msal-adapters-events"));

        String printed = application().withClassPath(path, EVERYTHING, GetsTokens.class, GetsTokensAndLogs.class);

        assertThat(printed)
                .contains(ApplicationProcess.TOKENS)
                .contains("DEBUG io.openmsal - token.acquired")
                .doesNotContain("apache", "jose4j", "SLF4J:");
    }

    @Test
    void noClassOfOursOrOfALibraryOfOursLinksWhat17DoesNotHave() throws IOException {
        List<Path> linking = new ArrayList<>(ShippedJars.all());
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/(jose4j|httpclient5|httpcore5|httpcore5-h2)-[0-9][^/]*\\.jar"))
                .map(Path::of)
                .forEach(linking::add);

        assertThat(linking)
                .hasSizeGreaterThan(18)
                .allSatisfy(jar -> assertThat(strangersIn(jar)).isEmpty());
    }

    /** Shows that the test above notices a younger call. */
    @Test
    void aCallOfTheFluentApiIsNoticed() throws IOException {
        assertThat(strangersIn(ShippedJars.repository()
                        .resolve("tests/packaging/target/test-classes/io/openmsal/packaging/alone")))
                .anyMatch(complaint -> complaint.contains("UsesTheFluentApi") && complaint.contains("atInfo"));
    }

    private ApplicationProcess application() throws IOException {
        return new ApplicationProcess(EMULATOR.get(), folder);
    }

    /** Calls of SLF4J that its version 1.7 knows nothing of. */
    private static List<String> strangersIn(Path classes) throws IOException {
        Complaints complaints = new Complaints();
        SignatureChecker checker =
                new SignatureChecker(new ByteArrayInputStream(signaturesOf17()), Set.of(), complaints);
        checker.setSourcePath(List.of());
        checker.process(classes.toFile());
        return complaints.found().stream()
                .filter(complaint -> SLF4J.matcher(complaint).find())
                .toList();
    }

    private static byte[] signaturesOf17() throws IOException {
        ByteArrayOutputStream signatures = new ByteArrayOutputStream();
        SignatureBuilder builder = new SignatureBuilder(signatures, new Complaints());
        for (Path jar : ShippedJars.slf4j17()) {
            builder.process(jar.toFile());
        }
        builder.close();
        return signatures.toByteArray();
    }
}
