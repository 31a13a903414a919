package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which key of a file, a store or a token is meant, and what opens it. */
final class KeyAccessOptions {

    @Option(
            names = "--key-alias",
            paramLabel = "ALIAS",
            description = "Which key of the PFX file, the key store or the token; needed only where there are several.")
    private @Nullable String alias;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "Read what opens the key, the PFX file, the key store or the token (its PIN) from a file, or from"
                            + " standard input when FILE is '-'. Otherwise it comes from " + KeyAccess.PASSPHRASE
                            + " or a prompt.")
    private @Nullable SecretFile passphraseFile;

    @Option(
            names = "--key-passphrase-file",
            paramLabel = "FILE",
            description = "The same for a key that has another passphrase than its key store. Otherwise it comes from "
                    + KeyAccess.KEY_PASSPHRASE + ".")
    private @Nullable SecretFile keyPassphraseFile;

    /** There to be refused in words that do not repeat what was given. */
    @Option(
            names = {"--passphrase", "--key-passphrase", "--pin"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    private @Nullable String refused;

    boolean isNamed() {
        return alias != null || passphraseFile != null || keyPassphraseFile != null || refused != null;
    }

    void refuseSecretsOnCommandLine() {
        if (refused != null) {
            throw new MsalConfigurationException(
                    "secret_on_command_line",
                    "What opens a key does not belong on the command line, where every process of this machine can read"
                            + " it. Use " + KeyAccess.PASSPHRASE + ", --passphrase-file or the prompt, and change this"
                            + " one.");
        }
    }

    KeyAccess to(Shell shell) {
        return new KeyAccess(
                Optional.ofNullable(alias),
                Optional.ofNullable(passphraseFile),
                Optional.ofNullable(keyPassphraseFile),
                shell);
    }
}
