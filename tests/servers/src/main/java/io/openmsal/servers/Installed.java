package io.openmsal.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Installed {

    /** Where Debian has the programs of PostgreSQL, a folder for each version: off the path. */
    private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

    private Installed() {}

    static Optional<Path> onPath(String name) {
        return first(name, path());
    }

    /** One that comes with PostgreSQL: what is on the path goes before the newest version beside it. */
    static Optional<Path> ofPostgresql(String name) {
        return first(name, Stream.concat(path(), versions().stream()));
    }

    private static Optional<Path> first(String name, Stream<Path> folders) {
        return folders.map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> path() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of);
    }

    private static List<Path> versions() {
        if (!Files.isDirectory(POSTGRESQL)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(POSTGRESQL)) {
            return versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin"))
                    .toList();
        } catch (IOException hidden) {
            return List.of();
        }
    }
}
