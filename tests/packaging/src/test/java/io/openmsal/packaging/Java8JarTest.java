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
            "io/openmsal/adapter/xml/JdkXmlReader",
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

    /** Tests of the public API that go all the way to the emulator and need no mocks. */
    private static final List<String> WHOLE_ROADS = List.of(
            "io.openmsal.WholeRoadTest", "io.openmsal.AsynchronousCallsTest", "io.openmsal.AuthorityOptionsTest");

    private static final Pattern SUMMARY = Pattern.compile("(\\d+) found, (\\d+) failed");

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
    void theTestsOfThePublicApiPassOnIt() throws Exception {
        List<Path> path = new ArrayList<>(List.of(jar));
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*/msal-(app|ports|domain|adapters-[a-z]+|cli)[/-].*"))
                .map(Path::of)
                .forEach(path::add);
        path.add(ShippedJars.repository().resolve("msal-app/target/test-classes"));
        List<String> options = new ArrayList<>(List.of(
                "-cp",
                path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                RunsTests.class.getName()));
        options.addAll(WHOLE_ROADS);

        String printed = ApplicationProcess.printedBy(options, folder);

        Matcher summary = SUMMARY.matcher(printed);
        assertThat(summary.find()).as(printed).isTrue();
        assertThat(Integer.parseInt(summary.group(1))).isGreaterThan(20);
        assertThat(summary.group(2)).as(printed).isEqualTo("0");
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
