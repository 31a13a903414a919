package io.openmsal.realparties.party;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that nobody can delete, whatever the rights: what is furthest down in it has a path longer than the system takes. It
 * can be deleted once it is closed. For one thread at a time.
 */
final class BottomlessFolder implements AutoCloseable {

    /** Two of them, one in the other, are too long for Linux, which takes 4095 bytes, and each alone is not. */
    private static final int LEVELS = 15;

    private static final String LEVEL = "x".repeat(200);

    private final Path upper;
    private final Path lower;

    private BottomlessFolder(Path upper, Path lower) {
        this.upper = upper;
        this.lower = lower;
    }

    /**
     * Makes a folder without a bottom.
     *
     * @param inside the empty folder to make it in
     * @return the folder
     * @throws IOException when it cannot be made
     */
    static BottomlessFolder in(Path inside) throws IOException {
        BottomlessFolder made = new BottomlessFolder(inside.resolve("upper"), inside.resolve("lower"));
        Path bottom = Files.createDirectories(deep(made.upper));
        Files.createDirectories(deep(made.lower));
        Files.move(made.lower, bottom.resolve("lower"));
        return made;
    }

    Path path() {
        return upper;
    }

    @Override
    public void close() throws IOException {
        Files.move(deep(upper).resolve("lower"), lower);
    }

    private static Path deep(Path folder) {
        Path deepest = folder;
        for (int level = 0; level < LEVELS; level++) {
            deepest = deepest.resolve(LEVEL);
        }
        return deepest;
    }
}
