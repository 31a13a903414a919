package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.nio.file.Path;

/** A system whose keyring this library does not know. */
final class NoKeyring implements SystemKeyring {

    private final String system;

    NoKeyring(String system) {
        this.system = system;
    }

    @Override
    public void probe() throws KeyringUnavailableException {
        throw unavailable();
    }

    @Override
    public TokenStore store(Path location, String partition, FileStoreOptions options) {
        return new VaultTokenStore(
                () -> {
                    throw unavailable();
                },
                location,
                partition,
                options);
    }

    private KeyringUnavailableException unavailable() {
        return new KeyringUnavailableException(
                "The keyring of " + system
                        + " is not known here. Choose a fall-back, or give a SecretVault of your own.",
                null);
    }

    @Override
    public String toString() {
        return "no keyring";
    }
}
