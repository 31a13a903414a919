package io.openmsal.cli;

import io.openmsal.ClientCredentials;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the application proves who it is. Never by a value on the command line, which every process of the machine can read. */
final class CredentialOptions {

    private static final String SECRET = "MSAL_CLIENT_SECRET";

    @ArgGroup
    private Proof proof = new Proof();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The private key of the --certificate, a PEM file; the certificate's file when it is not given.")
    private @Nullable Path pemKey;

    @Mixin
    private KeyAccessOptions access = new KeyAccessOptions();

    @Option(
            names = "--send-chain",
            description =
                    "Send the certificate and its issuers along, for applications that are registered with the name"
                            + " and the issuer of their certificate.")
    private boolean sendsChain;

    @ArgGroup
    private InHandshake handshake = new InHandshake();

    /** There to be refused in words that do not repeat the secret. */
    @Option(names = "--client-secret", hidden = true, arity = "0..1", fallbackValue = "")
    private @Nullable String refused;

    /** What it is proven with, one of several kinds. */
    static final class Proof {

        @Option(
                names = "--client-secret-file",
                paramLabel = "FILE",
                description = "Read the client secret from a file, or from standard input when FILE is '-'."
                        + " Otherwise it comes from " + SECRET + " or a prompt.")
        private @Nullable SecretFile secretFile;

        @Option(
                names = "--certificate",
                paramLabel = "FILE",
                description = "Prove it by a certificate: a PEM file, the issuers after it if wanted.")
        private @Nullable Path certificate;

        @Option(
                names = "--pfx",
                paramLabel = "FILE",
                description = "Prove it by the certificate in a PFX (PKCS#12) file.")
        private @Nullable Path pfx;

        @Option(
                names = "--key-store",
                paramLabel = "FILE",
                description = "Prove it by a certificate in a Java key store (JKS, JCEKS or PKCS#12).")
        private @Nullable Path keyStore;

        @Option(
                names = "--pkcs11",
                paramLabel = "FILE",
                description = "Prove it by a key that stays in its token: the configuration file of SunPKCS11, or"
                        + " the library of a module that has one token.")
        private @Nullable Path pkcs11;

        private Optional<KeyPlace> keyPlace(Optional<Path> pemKey) {
            return Stream.<Optional<? extends KeyPlace>>of(
                            Optional.ofNullable(certificate).map(file -> new PemFiles(file, pemKey)),
                            Optional.ofNullable(pfx).map(PfxFile::new),
                            Optional.ofNullable(keyStore).map(KeyStoreFile::new),
                            Optional.ofNullable(pkcs11).map(Pkcs11Token::new))
                    .flatMap(Optional::stream)
                    .map(KeyPlace.class::cast)
                    .findFirst();
        }
    }

    /** What the certificate proves before the request is sent. */
    static final class InHandshake {

        @Option(
                names = "--over-mtls",
                description =
                        "Show the certificate in the TLS handshake as well. The tokens are bearer tokens as ever.")
        private boolean too;

        @Option(
                names = "--tls-client-auth",
                description = "Show the certificate in the TLS handshake, and prove nothing in the request (RFC 8705).")
        private boolean alone;

        private ClientCredential of(ClientCertificate certificate) {
            if (alone) {
                return certificate.inHandshakeAlone();
            }
            return too ? certificate.overMutualTls() : certificate;
        }

        private boolean isWanted() {
            return too || alone;
        }
    }

    /** Whether one of the options was given. */
    boolean isNamed() {
        return proof.secretFile != null || keyPlace().isPresent() || refused != null || isAboutACertificate();
    }

    private boolean isAboutACertificate() {
        return pemKey != null || sendsChain || handshake.isWanted() || access.isNamed();
    }

    private Optional<KeyPlace> keyPlace() {
        return proof.keyPlace(Optional.ofNullable(pemKey));
    }

    ClientCredential credential(Shell shell) {
        if (refused != null) {
            throw new MsalConfigurationException(
                    "secret_on_command_line",
                    "A secret does not belong on the command line, where every process of this machine can read it."
                            + " Use " + SECRET + " or --client-secret-file, and renew this one.");
        }
        access.refuseSecretsOnCommandLine();
        Optional<KeyPlace> key = keyPlace();
        if (pemKey != null && proof.certificate == null) {
            throw new MsalConfigurationException(
                    "invalid_option", "--key belongs to a --certificate, which is missing.");
        }
        if (key.isPresent()) {
            ClientCertificate certificate = key.get().open(access.to(shell));
            return handshake.of(sendsChain ? certificate.withCertificateChain() : certificate);
        }
        if (isAboutACertificate()) {
            throw new MsalConfigurationException(
                    "invalid_option",
                    "An option was given that is about a certificate, and no certificate was."
                            + " Name a --certificate, --pfx, --key-store or --pkcs11.");
        }
        Secret secret = proof.secretFile == null
                ? secretFromShell(shell)
                : proof.secretFile.read("--client-secret-file", shell);
        return ClientCredentials.secret(() -> secret);
    }

    private static Secret secretFromShell(Shell shell) {
        return shell.secret(SECRET).orElseGet(() -> shell.demand("Client secret", CredentialOptions::missing));
    }

    private static MsalConfigurationException missing() {
        return new MsalConfigurationException(
                "no_credential",
                "The application has to prove who it is, and nobody is here to ask. Set " + SECRET
                        + ", or name a --client-secret-file, --certificate, --pfx, --key-store or --pkcs11.");
    }
}
