package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where content is prepared before it takes the place of a file, in the same directory. Each writer has a file of its own: where a lock does not hold,
 * as on some file servers, one writer's file would else be renamed by another to what that one writes.
 */
final class TemporaryFiles {

    private static final String SUFFIX = ".tmp";

    private final Path directory;
    private final String name;
    private final Pattern form;

    /**
     * Names them.
     *
     * @param directory where they are
     * @param name how their names begin
     */
    TemporaryFiles(Path directory, String name) {
        this.directory = directory;
        this.name = name;
        this.form = Pattern.compile(Pattern.quote(name) + "(\\.[0-9a-f-]{36})?" + Pattern.quote(SUFFIX));
    }

    /** Those that take the place of one file. */
    static TemporaryFiles beside(Path file) {
        return new TemporaryFiles(file.resolveSibling("."), String.valueOf(file.getFileName()));
    }

    /** A file that nobody else writes to, and that is not there yet. */
    Path another() {
        return directory.resolve(name + "." + UUID.randomUUID() + SUFFIX);
    }

    /** Deletes what writers left that were killed; only under their lock. What cannot be deleted is in nobody's way. */
    void deleteLeft() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, this::isOne)) {
            for (Path file : left) {
                deleteQuietly(file);
            }
        } catch (IOException | DirectoryIteratorException leftToTheNextProcess) {
            // nobody fails with what nobody needs
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException leftToTheNextProcess) {
            // the others are not left for its sake
        }
    }

    /** Whether there are any, also those that somebody is writing to. */
    boolean areLeft() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, this::isOne)) {
            return left.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException leftToTheNextProcess) {
            return false;
        }
    }

    private boolean isOne(Path file) {
        return form.matcher(String.valueOf(file.getFileName())).matches();
    }
}
