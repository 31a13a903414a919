package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import java.io.IOException;
import java.nio.file.Path;

/** A secret in a file that an option names, or in standard input. */
final class SecretFile {

    private final Path file;

    /** A file called {@code -} is standard input. */
    SecretFile(Path file) {
        this.file = file;
    }

    /** Reads it, for an option of this name. */
    Secret read(String option, Shell shell) {
        // editors end a file with a line break, which no secret has
        return Secret.of(content(option, shell).replaceAll("[\r\n]+$", ""));
    }

    boolean isStandardInput() {
        return file.toString().equals("-");
    }

    private String content(String option, Shell shell) {
        if (!isStandardInput()) {
            return TextFile.read(file, option);
        }
        return AwaitedInput.of(() -> standardInput(option, shell), shell.cancellation());
    }

    private static String standardInput(String option, Shell shell) {
        try {
            return TextFile.read(shell.in(), option);
        } catch (IOException unreadable) {
            throw new MsalConfigurationException(
                    "unreadable_file",
                    "What " + option + " names could not be read from standard input.",
                    null,
                    unreadable);
        }
    }
}
