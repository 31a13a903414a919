package io.openmsal.adapter.cache;

import io.openmsal.port.Secret;
import io.openmsal.port.event.Event;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/** What to do on a machine whose keyring cannot be used: over SSH, in a container, on a server. The application decides. */
@FunctionalInterface
public interface KeyringFallback {

    /**
     * Gives another store, or fails.
     *
     * @param why why the keyring cannot be used
     * @param location the file that the keyring's store was to have
     * @param partition the name of the one partition
     * @param options how long to wait, and whom to tell
     * @return the store to use instead
     * @throws IOException when there is to be none
     */
    TokenStore instead(KeyringUnavailableException why, Path location, String partition, FileStoreOptions options)
            throws IOException;

    /**
     * The keyring if it passes its probe, else what this gives.
     *
     * @param keyring the keyring
     * @param location the file of its store, see {@link SystemKeyring#store}
     * @param partition the name of the one partition
     * @param options how long to wait, and whom to tell: a warning named {@code store.keyring_unavailable} says why another
     *     store is used
     * @return a store
     * @throws IOException when the keyring cannot be used and there is to be no other store
     */
    default TokenStore storeIn(SystemKeyring keyring, Path location, String partition, FileStoreOptions options)
            throws IOException {
        try {
            keyring.probe();
        } catch (KeyringUnavailableException why) {
            TokenStore other = instead(why, location, partition, options);
            warn(why, other, options);
            return other;
        }
        return keyring.store(location, partition, options);
    }

    private static void warn(KeyringUnavailableException why, TokenStore other, FileStoreOptions options) {
        options.events()
                .tell(Event.of(Event.Level.WARNING, "store.keyring_unavailable")
                        .with("reason", String.valueOf(why.getMessage()))
                        .withPersonal("instead", other.toString()));
    }

    /**
     * No store: what the probe said is thrown.
     *
     * @return the policy
     */
    static KeyringFallback fail() {
        return (why, location, partition, options) -> {
            throw why;
        };
    }

    /**
     * Tokens end with the process.
     *
     * @return the policy
     */
    static KeyringFallback memoryOnly() {
        return (why, location, partition, options) -> new MemoryTokenStore();
    }

    /**
     * A file that only its owner may open, encrypted with a key made from a passphrase. Its name is that of the keyring's with
     * {@code .encrypted} at the end.
     *
     * @param passphrase gives the passphrase when the file is first read or written, see {@link PassphraseKeys}
     * @return the policy
     */
    static KeyringFallback encryptedFile(Supplier<Secret> passphrase) {
        Objects.requireNonNull(passphrase, "passphrase");
        return (why, location, partition, options) -> SingleFileTokenStore.encrypted(
                location.resolveSibling(location.getFileName() + ".encrypted"),
                partition,
                new PassphraseKeys(passphrase),
                options);
    }
}
