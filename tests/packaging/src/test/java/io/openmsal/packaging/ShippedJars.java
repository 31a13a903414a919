package io.openmsal.packaging;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars as the build made them. Where it has not come so far ({@code mvn test} in a clean tree), their tests are skipped; {@code mvn verify}
 * ends with {@link JarsAreMadeTest}, for which a missing one is a failure.
 */
public final class ShippedJars {

    private static final Path REPOSITORY = Path.of(System.getProperty("openmsal.repository"));
    private static final String VERSION = System.getProperty("openmsal.version");

    private ShippedJars() {}

    public static Path repository() {
        return REPOSITORY;
    }

    /** Everything relocated into one. */
    public static Path standalone() {
        return jar("msal-standalone");
    }

    /** The same for Java 8, which is made on demand. */
    public static Path java8() {
        Path jar = standalone().resolveSibling("msal-standalone-" + VERSION + "-java8.jar");
        assumeTrue(Files.exists(jar), () -> "There is no " + jar + ". Run mvn verify -Djava8.");
        return jar;
    }

    /** What Java 8 can be asked for. */
    public static Path signaturesOfJava8() {
        return Path.of(System.getProperty("openmsal.java8Signatures"));
    }

    /** The jar of one module. */
    public static Path jar(String module) {
        Path jar = REPOSITORY.resolve(module).resolve("target").resolve(module + "-" + VERSION + ".jar");
        String missing = "There is no " + jar + ". Run mvn package first.";
        if (Boolean.getBoolean("openmsal.jarsAreMade")) {
            assertTrue(Files.exists(jar), missing);
        }
        assumeTrue(Files.exists(jar), missing);
        return jar;
    }

    /** Every jar that is published. */
    public static List<Path> all() throws IOException {
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            return modules.filter(folder -> Files.exists(folder.resolve("bnd.bnd")))
                    .map(folder -> jar(folder.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** What an application of the jars has on its path: ours, except the one in one piece and the test kit, and their libraries. */
    public static List<Path> withTheirLibraries() throws IOException {
        Stream<Path> ours = all().stream()
                .filter(jar -> !jar.toString().contains("standalone"))
                .filter(jar -> !jar.toString().contains("msal-testing"))
                .filter(jar -> !jar.toString().contains("msal-cli"));
        Stream<Path> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                        entry -> entry.matches(
                                ".*/(guice|guava|failureaccess|aopalliance|javax\\.inject|gson|jose4j|httpclient5|httpcore5|httpcore5-h2|slf4j-api|slf4j-nop)-[0-9][^/]*\\.jar"))
                .map(Path::of);
        return Stream.concat(ours, libraries).toList();
    }

    /** The jar of one of their libraries. */
    static Path library(String artifact) throws IOException {
        return withTheirLibraries().stream()
                .filter(jar -> jar.getFileName().toString().matches(artifact + "-[0-9].*"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + artifact + " on the class path."));
    }

    /** The same beside SLF4J 1.7 with a binding that prints, as Java EE containers have it, instead of 2.0. */
    static List<Path> withTheirLibrariesOnSlf4j17() throws IOException {
        List<Path> path = new ArrayList<>(withTheirLibraries());
        path.removeIf(jar -> jar.getFileName().toString().startsWith("slf4j-"));
        path.addAll(slf4j17());
        return path;
    }

    /** The last SLF4J 1.7: its API and a binding that prints. */
    static List<Path> slf4j17() throws IOException {
        return jarsIn("openmsal.slf4j17");
    }

    /** What an old application brings. */
    public static List<Path> oldLibraries() throws IOException {
        return jarsIn("openmsal.oldLibraries");
    }

    private static List<Path> jarsIn(String property) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty(property)))) {
            return jars.sorted().toList();
        }
    }
}
