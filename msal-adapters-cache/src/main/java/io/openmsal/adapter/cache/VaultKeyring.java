package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A keyring that holds whole documents under names. */
final class VaultKeyring implements SystemKeyring {

    private static final String PROBE = "openmsal-probe";
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
            SecretVault tried = vault.get();
            tried.save(PROBE, PROBE_TEXT);
            Optional<String> found = tried.load(PROBE);
            tried.delete(PROBE);
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

    @Override
    public TokenStore store(Path location, String partition, FileStoreOptions options) {
        return new VaultTokenStore(vault::get, location, partition, options);
    }

    @Override
    public String toString() {
        return what;
    }
}
