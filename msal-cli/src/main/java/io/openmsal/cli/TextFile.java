package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small file that an option names. */
final class TextFile {

    private static final int LARGEST = 1024 * 1024;

    private TextFile() {}

    static String read(Path file, String option) {
        return new String(bytes(file, option), StandardCharsets.UTF_8);
    }

    /** The same for a file that may hold no text. */
    static byte[] bytes(Path file, String option) {
        try (InputStream content = Files.newInputStream(file)) {
            return bytes(content, option);
        } catch (IOException unreadable) {
            throw new MsalConfigurationException(
                    "unreadable_file",
                    "The file " + FileName.of(file) + " of " + option + reason(unreadable) + ".",
                    null,
                    // it repeats the name
                    FileName.isName(file) ? unreadable : null);
        }
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return " does not exist";
        }
        return unreadable instanceof AccessDeniedException
                ? " may not be read by you"
                : " cannot be read (" + unreadable.getClass().getSimpleName() + ")";
    }

    static String read(InputStream content, String option) throws IOException {
        return new String(bytes(content, option), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(InputStream content, String option) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new MsalConfigurationException(
                    "unreadable_file", "What " + option + " names is larger than 1 MiB, so it is something else.");
        }
        return bytes;
    }
}
