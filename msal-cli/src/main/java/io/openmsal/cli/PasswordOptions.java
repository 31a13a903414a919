package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who signs in, and their password. Never by a value on the command line, which every process of the machine can read. */
final class PasswordOptions {

    private static final String PASSWORD = "MSAL_PASSWORD";

    @Option(names = "--username", required = true, paramLabel = "NAME", description = "Who signs in.")
    private String username = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Read the password from a file, or from standard input when FILE is '-'."
                    + " Otherwise it comes from " + PASSWORD + " or a prompt.")
    private @Nullable SecretFile passwordFile;

    /** There to be refused in words that do not repeat the password. */
    @Option(names = "--password", hidden = true, arity = "0..1", fallbackValue = "")
    private @Nullable String refused;

    String username() {
        return username;
    }

    Secret password(Shell shell) {
        if (refused != null) {
            throw new MsalConfigurationException(
                    "secret_on_command_line",
                    "A password does not belong on the command line, where every process of this machine can read it."
                            + " Use " + PASSWORD + ", --password-file or the prompt, and change this one.");
        }
        if (passwordFile != null) {
            return passwordFile.read("--password-file", shell);
        }
        return shell.secret(PASSWORD).orElseGet(() -> shell.demand("Password", PasswordOptions::missing));
    }

    private static MsalConfigurationException missing() {
        return new MsalConfigurationException(
                "no_password",
                "The password is missing, and nobody is here to ask. Set " + PASSWORD + ", or name a --password-file.");
    }
}
