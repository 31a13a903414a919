package io.openmsal.cli;

import io.openmsal.ClientCredentials;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the application proves who it is. Never by a value on the command line, which every process of the machine can read. */
final class CredentialOptions {

    private static final String SECRET = "MSAL_CLIENT_SECRET";
    private static final String PASSPHRASE = "MSAL_KEY_PASSPHRASE";

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description = "Read the client secret from a file, or from standard input when FILE is '-'."
                    + " Otherwise it comes from " + SECRET + " or a prompt.")
    private @Nullable Path secretFile;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Prove it by a certificate instead: a PEM file, the issuers after it if wanted.")
    private @Nullable Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The certificate's private key, a PEM file; the certificate's file when it is not given."
                    + " Its passphrase comes from " + PASSPHRASE + " or a prompt.")
    private @Nullable Path key;

    /** There to be refused in words that do not repeat the secret. */
    @Option(names = "--client-secret", hidden = true, arity = "0..1", fallbackValue = "")
    private @Nullable String refused;

    /** Whether one of the options was given. */
    boolean isNamed() {
        return secretFile != null || certificate != null || key != null || refused != null;
    }

    ClientCredential credential(Shell shell) {
        if (refused != null) {
            throw new MsalConfigurationException(
                    "secret_on_command_line",
                    "A secret does not belong on the command line, where every process of this machine can read it."
                            + " Use " + SECRET + " or --client-secret-file, and renew this one.");
        }
        if (key != null && certificate == null) {
            throw new MsalConfigurationException(
                    "invalid_option", "--key belongs to a --certificate, which is missing.");
        }
        if (certificate != null) {
            if (secretFile != null) {
                throw new MsalConfigurationException(
                        "invalid_option", "Both a certificate and a client secret are named. Choose one.");
            }
            return certificate(certificate, shell);
        }
        Secret secret = secretFile == null
                ? secretFromShell(shell)
                : SecretFile.read(secretFile, "--client-secret-file", shell);
        return ClientCredentials.secret(() -> secret);
    }

    private static Secret secretFromShell(Shell shell) {
        return Optional.ofNullable(shell.variables().get(SECRET))
                .map(Secret::of)
                .or(() -> shell.prompt().ask("Client secret"))
                .orElseThrow(() -> new MsalConfigurationException(
                        "no_credential",
                        "The application has to prove who it is, and nobody is here to ask. Set " + SECRET
                                + ", or name a --client-secret-file or a --certificate."));
    }

    private ClientCredential certificate(Path certificateFile, Shell shell) {
        String certificates = TextFile.read(certificateFile, "--certificate");
        String privateKey = key == null ? certificates : TextFile.read(key, "--key");
        return ClientCredentials.pemCertificate(certificates, Secret.of(privateKey), passphrase(privateKey, shell));
    }

    private static Optional<Secret> passphrase(String privateKey, Shell shell) {
        Optional<Secret> given =
                Optional.ofNullable(shell.variables().get(PASSPHRASE)).map(Secret::of);
        return given.isPresent() || !privateKey.contains("ENCRYPTED")
                ? given
                : shell.prompt().ask("Passphrase of the key");
    }
}
