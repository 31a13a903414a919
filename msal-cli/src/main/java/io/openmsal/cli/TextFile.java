package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small file that an option names. */
final class TextFile {

    private static final int LARGEST = 1024 * 1024;

    private TextFile() {}

    /** Text that is sent on: of what was not understood, no character is replaced by another one. */
    static String read(Path file, String option) {
        // no name: whoever gave a secret where its file is wanted does not find it in a log
        return text(bytes(file, option, "The file that " + option + " names", false), option);
    }

    /** Text of which only the blocks between dashes count; comments may be in any encoding. */
    static String pem(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The same for a file that may hold no text. */
    static byte[] bytes(Path file, String option) {
        return bytes(file, option, "The file " + FileName.of(file) + " of " + option, FileName.isName(file));
    }

    private static byte[] bytes(Path file, String option, String called, boolean isNameTold) {
        try (InputStream content = Files.newInputStream(file)) {
            return bytes(content, option);
        } catch (IOException unreadable) {
            throw new MsalConfigurationException(
                    "unreadable_file",
                    called + reason(unreadable) + ".",
                    null,
                    // it repeats the name
                    isNameTold ? unreadable : null);
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
        return text(bytes(content, option), option);
    }

    private static String text(byte[] content, String option) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            // some editors of Windows begin a file with it
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherwise) {
            // not as the cause: it tells where
            throw new MsalConfigurationException(
                    "unreadable_file", "What " + option + " names is no text in UTF-8. Save it in that encoding.");
        }
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
