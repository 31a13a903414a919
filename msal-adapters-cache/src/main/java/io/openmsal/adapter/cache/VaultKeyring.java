package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** A keyring that holds whole documents under names. */
final class VaultKeyring implements SystemKeyring {

    private static final String PROBE_PREFIX = "openmsal-probe-";
    private static final String PROBE_TEXT = "not a secret";

    private final String what;
    private final LoadedOnce<SecretVault> vault;

    VaultKeyring(String what, LoadedOnce.Loader<SecretVault> loader) {
        this.what = what;
        this.vault = new LoadedOnce<>(what, loader);
    }

    @Override
    public void probe() throws KeyringUnavailableException {
        try {
            Optional<String> found = writtenAndRead(vault.get());
            if (!found.equals(Optional.of(PROBE_TEXT))) {
                throw new KeyringUnavailableException(
                        what + " did not give back what was just written there. Unlock it, or choose a fall-back.",
                        null);
            }
        } catch (KeyringUnavailableException known) {
            throw known;
        } catch (IOException refused) {
            throw new KeyringUnavailableException(
                    "Tokens cannot be kept in " + what + ": " + refused.getMessage()
                            + " Log in with a session that has one, or choose a fall-back.",
                    refused);
        }
    }

    /** Other processes may probe the same keyring at the same time: each probe has a name of its own. */
    private static Optional<String> writtenAndRead(SecretVault tried) throws IOException {
        String name = PROBE_PREFIX + UUID.randomUUID();
        tried.save(name, PROBE_TEXT);
        try {
            return tried.load(name);
        } finally {
            tried.delete(name);
        }
    }

    @Override
    public TokenStore store(Path location, String partition, FileStoreOptions options) {
        return new VaultTokenStore(vault::get, location, partition, options);
    }

    @Override
    public String toString() {
        return what;
    }
}
