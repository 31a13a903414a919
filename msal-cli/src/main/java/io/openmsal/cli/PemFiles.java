package io.openmsal.cli;

import io.openmsal.ClientCredentials;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.port.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A certificate and its key as PEM text, in two files or in one.
 *
 * @param certificate the file with the certificate
 * @param key the file with the key; empty when it is the same
 */
record PemFiles(Path certificate, Optional<Path> key) implements KeyPlace {

    @Override
    public ClientCertificate open(KeyAccess access) {
        String certificates = text(certificate, "--certificate");
        String privateKey = key.map(file -> text(file, "--key")).orElse(certificates);
        return ClientCredentials.pemCertificate(certificates, Secret.of(privateKey), passphrase(privateKey, access));
    }

    private static String text(Path file, String option) {
        return TextFile.pem(KeyFileKind.contentOf(file, option, KeyFileKind.PEM, KeyFileKind.OTHER));
    }

    /** Nobody is asked for the passphrase of a key that has none. */
    private static Optional<Secret> passphrase(String privateKey, KeyAccess access) {
        return privateKey.contains("ENCRYPTED") ? access.passphrase("Passphrase of the key") : access.givenPassphrase();
    }
}
