package io.openmsal.credential;

import io.openmsal.ClientCredentials;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.port.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A file with a certificate and its key, of whichever kind it is. It is told by how the file begins: a secret that is mounted into a container
 * has no ending in its name. Only of a file that cannot be read, or read once only, is the name believed.
 */
final class CertificateFile {

    // a sequence whose length takes more than one byte, or has no end in sight (X.690 §8.1.3)
    private static final int SEQUENCE = 0x30;
    private static final int LONG_FORM = 0x80;

    private final Path file;
    private final boolean isPfx;

    private CertificateFile(Path file, boolean isPfx) {
        this.file = file;
        this.isPfx = isPfx;
    }

    static CertificateFile at(Path file) {
        return new CertificateFile(file, isPfx(file));
    }

    private static boolean isPfx(Path file) {
        if (Files.isRegularFile(file)) {
            try (InputStream content = Files.newInputStream(file)) {
                return content.read() == SEQUENCE && content.read() >= LONG_FORM;
            } catch (IOException unreadable) {
                // who reads all of it will say why
            }
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".pfx") || name.endsWith(".p12");
    }

    ClientCertificate certificate(Optional<Secret> password) {
        return isPfx
                ? ClientCredentials.pfxCertificate(file, password.orElse(Secret.of("")))
                : ClientCredentials.pemCertificate(file, file, password);
    }
}
