package io.openmsal.cli;

import io.openmsal.ClientCredentials;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.KeyMaterial;
import java.nio.file.Path;

/**
 * A PFX (PKCS#12) file.
 *
 * @param file the file
 */
record PfxFile(Path file) implements KeyPlace {

    private static final String OPTION = "--pfx";

    @Override
    public ClientCertificate open(KeyAccess access) {
        byte[] content = KeyFileKind.contentOf(file, OPTION, KeyFileKind.PKCS12, KeyFileKind.OTHER);
        Secret passphrase = access.passphrase("Passphrase of the PFX file").orElse(Secret.of(""));
        return ClientCredentials.certificate(new KeyMaterial.Pkcs12(content, passphrase, access.alias()));
    }
}
