package io.openmsal.packaging.api;

import io.openmsal.packaging.ShippedJars;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is written down for one version: a file for each module. */
record Promise(String version) {

    private static final Path FOLDER = ShippedJars.repository().resolve("api");

    /** All versions, the first one first; the one that is being built among them, written or not. */
    static List<Promise> all() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> versions = Files.list(FOLDER)) {
            Stream<Promise> written =
                    versions.map(folder -> new Promise(folder.getFileName().toString()));
            return Stream.concat(written, Stream.of(current()))
                    .distinct()
                    .sorted(Comparator.comparing(promise -> Runtime.Version.parse(promise.version())))
                    .toList();
        }
    }

    static Promise first() throws IOException {
        return all().get(0);
    }

    /** That of the version which is being built. */
    static Promise current() {
        return new Promise(System.getProperty("openmsal.version"));
    }

    /** What is written for a module; nothing for one that came later. */
    String of(String module) {
        Path file = file(module);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void write(String module, String text) throws IOException {
        Files.createDirectories(file(module).getParent());
        Files.writeString(file(module), text);
    }

    Path file(String module) {
        return FOLDER.resolve(version).resolve(module + ".txt");
    }

    /** A jar that declares all of it and does nothing. */
    Path jar(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String module : PublicApi.modules()) {
            texts.put(module, of(module));
        }
        return ApiStubs.jar(texts, libraries(), folder);
    }

    /** What else the declarations name: whatever this test has on its class path and is not ours. */
    static List<Path> libraries() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")
                    && !Path.of(entry).startsWith(ShippedJars.repository())
                    && !entry.contains("/io/openmsal/")) {
                all.add(Path.of(entry));
            }
        }
        return all;
    }
}
