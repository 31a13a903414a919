package io.openmsal.realparties.party;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes folders with what is in them. */
public final class Folders {

    private Folders() {}

    /**
     * Deletes a folder.
     *
     * @param folder the folder
     * @throws IOException when something in it cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path); // what a process that just ended had made may go by itself
        }
    }
}
