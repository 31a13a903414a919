package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file into which the platform writes a federated token, and whose path may be told to people. Whoever puts the token itself where
 * its path belongs is told so without it. Safe for many threads.
 */
final class FederatedTokenFile {

    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_NAME = 255;
    private static final Pattern TOKEN_LIKE = Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.");

    private final Path file;
    private final Environment environment;

    FederatedTokenFile(Path file, Environment environment) {
        this.file = Objects.requireNonNull(file, "file");
        this.environment = Objects.requireNonNull(environment, "environment");
        if (!canBe(file)) {
            throw new MsalConfigurationException(
                    "invalid_client_assertion",
                    "What names the federated token file is not a path: it looks like a token. Give the path of the file that"
                            + " holds the token.");
        }
    }

    /** Whether this may be a path: a token is a valid path to Java, but no file system has names as long, or of that look. */
    static boolean canBe(Path file) {
        for (Path part : file) {
            String name = part.toString();
            if (name.length() > LONGEST_NAME || TOKEN_LIKE.matcher(name).find()) {
                return false;
            }
        }
        return true;
    }

    /** The token that is there now. */
    Secret read() {
        try {
            String token = environment
                    .file(file, LARGEST)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).trim())
                    .orElseThrow(() -> missing("does not exist"));
            if (token.isEmpty()) {
                throw missing("is empty");
            }
            return Secret.of(token);
        } catch (IOException unreadable) {
            throw new MsalConfigurationException(
                    "invalid_client_assertion",
                    "The federated token file " + file.getFileName() + " is larger than " + LARGEST
                            + " bytes or cannot be read. Check its path and its permissions.",
                    null,
                    unreadable);
        }
    }

    private MsalConfigurationException missing(String how) {
        return new MsalConfigurationException(
                "invalid_client_assertion",
                "The federated token file " + file + " " + how
                        + ", so nothing was sent. Check that it is mounted, and the"
                        + " variable or the option that names it.");
    }
}
