package io.openmsal.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The web applications as the build packed them. Where it has not come so far ({@code mvn test}), their tests are skipped. */
final class SampleArchive {

    private static final Path REPOSITORY = Path.of(System.getProperty("openmsal.repository"));
    private static final String VERSION = System.getProperty("openmsal.version");
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final String DESCRIPTOR = "WEB-INF/web.xml";

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

    /** A page that only the archive with this number has. */
    static String numberedPage(int number) {
        return "number-" + number;
    }

    /**
     * The same archive with a number to know it by: its home page has one more address. That is said in the descriptor, which containers read
     * when they deploy. A file would not do: Open Liberty serves those of a new archive while the old application still runs.
     */
    static Path numbered(Path archive, int number, Path target) throws IOException {
        return withInDescriptor(archive, "<servlet-mapping>", """
                <servlet-mapping>
                  <servlet-name>Home</servlet-name>
                  <url-pattern>/%s</url-pattern>
                </servlet-mapping>
                """.formatted(numberedPage(number)), Map.of(), target);
    }

    /** The same, whose libraries are ours in one jar, and old versions of those that ours are made with. */
    static Path amongOldLibraries(Path archive, Path target) throws IOException {
        Path old = Path.of(System.getProperty("openmsal.oldLibraries"));
        assumeTrue(Files.isDirectory(old), () -> "There are no old libraries in " + old + ". Run mvn verify.");
        Path ours = built("msal-standalone/target/msal-standalone-" + VERSION + ".jar");
        List<Path> jars = new ArrayList<>(List.of(ours));
        try (Stream<Path> files = Files.list(old)) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
        Map<String, byte[]> added = new LinkedHashMap<>();
        for (Path jar : jars) {
            added.put(LIBRARIES + jar.getFileName(), Files.readAllBytes(jar));
        }
        return changed(archive, target, name -> name.startsWith(LIBRARIES), added);
    }

    /** The same, whose every request is served without a context class loader, as some pools of threads do it. */
    static Path withoutContextClassLoader(Path archive, ServletNamespace namespace, Path target) throws IOException {
        byte[] filter = namespace.compiled(WithoutContextClassLoader.NAME, WithoutContextClassLoader.SOURCE);
        return withInDescriptor(
                archive,
                "<servlet>",
                WithoutContextClassLoader.DESCRIPTOR,
                Map.of("WEB-INF/classes/" + WithoutContextClassLoader.NAME + ".class", filter),
                target);
    }

    /** The same with more in its descriptor, before the first element of a kind, and with more files. */
    private static Path withInDescriptor(
            Path archive, String before, String more, Map<String, byte[]> files, Path target) throws IOException {
        String descriptor;
        try (ZipInputStream opened = new ZipInputStream(Files.newInputStream(archive))) {
            ZipEntry entry = opened.getNextEntry();
            while (entry != null && !entry.getName().equals(DESCRIPTOR)) {
                entry = opened.getNextEntry();
            }
            descriptor = new String(opened.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, byte[]> added = new LinkedHashMap<>(files);
        added.put(DESCRIPTOR, descriptor.replaceFirst(before, more + before).getBytes(StandardCharsets.UTF_8));
        return changed(archive, target, DESCRIPTOR::equals, added);
    }

    private static Path changed(Path archive, Path target, Predicate<String> dropped, Map<String, byte[]> added)
            throws IOException {
        try (ZipInputStream from = new ZipInputStream(Files.newInputStream(archive));
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
            // the jars in it are compressed already
            to.setLevel(1);
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (!dropped.test(entry.getName())) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    from.transferTo(to);
                }
            }
            for (Map.Entry<String, byte[]> more : added.entrySet()) {
                to.putNextEntry(new ZipEntry(more.getKey()));
                to.write(more.getValue());
            }
        }
        return target;
    }
}
