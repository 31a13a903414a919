package io.openmsal.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The web applications as the build packed them. Where it has not come so far ({@code mvn test}), their tests are skipped. */
final class SampleArchive {

    private static final Path REPOSITORY = Path.of(System.getProperty("openmsal.repository"));
    private static final String VERSION = System.getProperty("openmsal.version");

    private SampleArchive() {}

    static Path javax() {
        return built("samples/webapp/target/sample-webapp-" + VERSION + ".war");
    }

    static Path jakarta() {
        return built("samples/webapp-jakarta/target/sample-webapp-jakarta-" + VERSION + ".war");
    }

    private static Path built(String name) {
        Path file = REPOSITORY.resolve(name);
        assumeTrue(Files.exists(file), () -> "There is no " + file + ". Run mvn verify.");
        return file;
    }

    /** The javax one, unpacked. */
    static Path unpackedTo(Path folder) throws IOException {
        try (ZipInputStream archive = new ZipInputStream(Files.newInputStream(javax()))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(archive, target);
                }
            }
        }
        return folder;
    }

    /** The same, whose libraries are ours in one jar, and old versions of those that ours are made with. */
    static Path amongOldLibraries(Path folder) throws IOException {
        Path libraries = unpackedTo(folder).resolve("WEB-INF/lib");
        for (Path present : jarsIn(libraries)) {
            Files.delete(present);
        }
        Path old = Path.of(System.getProperty("openmsal.oldLibraries"));
        assumeTrue(Files.isDirectory(old), () -> "There are no old libraries in " + old + ". Run mvn verify.");
        for (Path jar : jarsIn(old)) {
            Files.copy(jar, libraries.resolve(jar.getFileName()));
        }
        Path ours = built("msal-standalone/target/msal-standalone-" + VERSION + ".jar");
        Files.copy(ours, libraries.resolve(ours.getFileName()));
        return folder;
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
