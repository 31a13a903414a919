package io.openmsal.cli;

import io.openmsal.ClientCredentials;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.KeyMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Optional;

/**
 * A Java key store, of any kind that this Java recognises by its content.
 *
 * @param file the file
 */
record KeyStoreFile(Path file) implements KeyPlace {

    private static final String OPTION = "--key-store";

    @Override
    public ClientCertificate open(KeyAccess access) {
        // the JDK finds out the kind of a file alone, so it is read again
        KeyFileKind.contentOf(file, OPTION, KeyFileKind.JAVA_KEY_STORE, KeyFileKind.PKCS12, KeyFileKind.OTHER);
        Secret passphrase = access.passphrase("Passphrase of the key store").orElse(Secret.of(""));
        Secret ofKey = access.keyPassphrase().orElse(passphrase);
        return ClientCredentials.certificate(
                new KeyMaterial.InKeyStore(store(passphrase), access.alias(), Optional.of(ofKey)));
    }

    private KeyStore store(Secret passphrase) {
        try {
            return KeyStore.getInstance(file.toFile(), passphrase.reveal().toCharArray());
        } catch (IOException unreadable) {
            throw unreadable.getCause() instanceof UnrecoverableKeyException
                    ? refused("the passphrase is " + (passphrase.isBlank() ? "missing" : "another one"), unreadable)
                    : refused("it is damaged or cannot be read", unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException unknown) {
            throw refused("it is no key store of a kind that this Java knows", unknown);
        }
    }

    private MsalConfigurationException refused(String why, Exception cause) {
        return new MsalConfigurationException(
                "invalid_client_certificate",
                "The file " + FileName.of(file) + " of " + OPTION + " did not open: " + why
                        + ". Try it: keytool -list -keystore FILE",
                null,
                cause);
    }
}
