package io.openmsal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.packaging.alone.RunsTests;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.mojo.animal_sniffer.ClassListBuilder;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The one jar for Java 8, which {@code -Djava8} makes: its classes, what they call, and that they do what the others do. */
class Java8JarTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static final int CLASSES_OF_JAVA_8 = 52;

    /** The application brings them, nobody does, or they are a module that Oracle's and OpenJDK's Java 8 have outside the standard. */
    private static final Set<String> OUTSIDE_OF_THE_STANDARD = Set.of(
            "com.aayushatharva.brotli4j.*",
            "com.sun.jna.*",
            "io.openmsal.shaded.com.google.errorprone.annotations.*",
            "javax.cache.*",
            "jdk.net.*",
            "org.apache.commons.compress.*",
            "org.jspecify.annotations.*",
            "redis.clients.*");

    /** Classes with calls younger than Java 8, each a limit that decision 91 names. */
    private static final Set<String> LIMITS = Set.of(
            // proxies that ask for a password, in the transport that the JDK alone makes
            "io/openmsal/adapter/http/JdkExchange",
            // federated sign-in by password, whose XML parser must be the JDK's own whatever the application brings
            "io/openmsal/adapter/xml/SaxDocument",
            // the negotiation of HTTP/2, which every Java 8 from 8u252 on has
            "io/openmsal/shaded/org/apache/hc/client5/http/ssl/DefaultClientTlsStrategy",
            "io/openmsal/shaded/org/apache/hc/core5/http2/ssl/H2TlsSupport",
            // keys on Edwards curves, which jose4j leaves alone where they are unknown
            "io/openmsal/shaded/org/jose4j/jwe/EcdhKeyAgreementAlgorithm",
            "io/openmsal/shaded/org/jose4j/jwk/OctetKeyPairJsonWebKey",
            "io/openmsal/shaded/org/jose4j/keys/EdDsaKeyUtil",
            "io/openmsal/shaded/org/jose4j/keys/OctetKeyPairUtil",
            "io/openmsal/shaded/org/jose4j/keys/XDHKeyUtil");

    private static final Pattern CLASS_OF_A_COMPLAINT = Pattern.compile("\\.jar:([^.:]+)\\.class");

    /** Tests that reach for a library which is relocated in the one jar, and so is not what they were compiled against. */
    private static final List<String> NOT_ON_ONE_JAR =
            List.of("io\\.openmsal\\.wiring\\..*", "io\\.openmsal\\.NoSecretIsEverPrintedTest.*");

    private static final Pattern SUMMARY = Pattern.compile("(\\d+) passed, (\\d+) failed");

    private static final Pattern ALL_OF_THE_DEMONSTRATION = Pattern.compile("(\\d+) of (\\d+) as expected");

    private final Path jar = ShippedJars.java8();

    @TempDir
    private Path folder;

    @Test
    void everyClassIsOfJava8() throws IOException {
        Set<Integer> versions = new TreeSet<>();
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : opened.stream()
                    .filter(any -> any.getName().endsWith(".class"))
                    .toList()) {
                try (DataInputStream bytes = new DataInputStream(opened.getInputStream(entry))) {
                    bytes.readInt();
                    bytes.readUnsignedShort();
                    versions.add(bytes.readUnsignedShort());
                }
            }
        }

        assertThat(versions).isNotEmpty().allMatch(version -> version <= CLASSES_OF_JAVA_8);
    }

    @Test
    void everyCallIsOneThatTheApiOfJava8HasSaveForTheKnownLimits() throws IOException {
        List<String> strangers = strangersIn(jar);

        Set<String> classes = new TreeSet<>();
        strangers.forEach(complaint ->
                CLASS_OF_A_COMPLAINT.matcher(complaint).results().forEach(found -> classes.add(found.group(1))));
        assertThat(classes).as(String.join("\n", strangers)).isEqualTo(LIMITS);
    }

    /** Shows that the signatures above notice a younger call. */
    @Test
    void theJarItIsMadeOfCallsWhatJava8DoesNotHave() throws IOException {
        assertThat(strangersIn(ShippedJars.standalone()))
                .anyMatch(complaint ->
                        complaint.contains("io/openmsal/Adapters.class") && complaint.contains("Record.<init>"));
    }

    @Test
    void theStubsAndTheirLicenceAreInThisJarAlone() throws IOException {
        assertThat(entries(jar))
                .contains("META-INF/openmsal/NOTICE-java8", "META-INF/openmsal/LGPL-2.1")
                .anyMatch(name -> name.startsWith("io/openmsal/java8/"));
        for (Path other : ShippedJars.all()) {
            assertThat(entries(other))
                    .as(other.toString())
                    .noneMatch(name -> name.contains("jvmdg") || name.startsWith("io/openmsal/java8/"));
        }
    }

    @Test
    void aProgramWithThisJarAloneGetsAToken() throws Exception {
        assertThat(new ApplicationProcess(EMULATOR.get(), folder).withClassPath(List.of(jar)))
                .isEqualTo(ApplicationProcess.TOKENS);
    }

    @Test
    void theSuiteOfThePublicApiPassesOnIt() throws Exception {
        Path module = ShippedJars.repository().resolve("msal-app");
        Path suite = module.resolve("target/test-classes");
        List<String> options =
                new ArrayList<>(List.of("-cp", insteadOfTheOthers(suite), RunsTests.class.getName(), suite.toString()));
        options.addAll(NOT_ON_ONE_JAR);

        String printed = ApplicationProcess.printedBy(options, folder, Duration.ofMinutes(5), module);

        Matcher summary = SUMMARY.matcher(printed);
        assertThat(summary.find()).as(printed).isTrue();
        assertThat(Integer.parseInt(summary.group(1))).isGreaterThan(400);
        assertThat(summary.group(2)).as(printed).isEqualTo("0");
    }

    /** Every flow there is, each against the emulator. */
    @Test
    void theDemonstrationPassesOnIt() throws Exception {
        String commandLine = System.getProperty("java.class.path");
        List<String> options = List.of(
                "-cp",
                insteadOfTheOthers(Stream.of(commandLine.split(File.pathSeparator))
                        .filter(entry -> entry.matches(".*/msal-cli[/-].*"))
                        .map(Path::of)
                        .toArray(Path[]::new)),
                "io.openmsal.cli.Main",
                "demo");

        String printed = ApplicationProcess.printedBy(options, folder, Duration.ofMinutes(2), folder);

        Matcher summary = ALL_OF_THE_DEMONSTRATION.matcher(printed);
        assertThat(summary.find()).as(printed).isTrue();
        assertThat(summary.group(1)).as(printed).isEqualTo(summary.group(2));
        assertThat(Integer.parseInt(summary.group(1))).isGreaterThan(90);
    }

    /** The class path of this test with the archive in the place of what it is made of. */
    private String insteadOfTheOthers(Path... further) {
        Stream<Path> others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*/msal-(app|ports|domain|adapters-[a-z]+|cli)[/-].*"))
                .map(Path::of);
        return Stream.of(Stream.of(jar), others, Stream.of(further))
                .flatMap(paths -> paths)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> strangersIn(Path jar) throws IOException {
        Complaints complaints = new Complaints();
        ClassListBuilder own = new ClassListBuilder(new Complaints());
        own.process(jar.toFile());
        Set<String> known = new HashSet<>(OUTSIDE_OF_THE_STANDARD);
        known.addAll(own.getPackages());
        try (InputStream signatures = Files.newInputStream(ShippedJars.signaturesOfJava8())) {
            SignatureChecker checker = new SignatureChecker(signatures, known, complaints);
            checker.setSourcePath(List.of());
            checker.process(jar.toFile());
        }
        return complaints.found();
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.stream().map(JarEntry::getName).toList();
        }
    }
}
