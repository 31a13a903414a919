package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where an operating system keeps its users' secrets. Needs the library {@code net.java.dev.jna:jna-platform}, which is looked for
 * when it is first used. Making one touches nothing.
 *
 * <p>A keyring that is locked may ask somebody for a password: the Secret Service and the Keychain do. The call then waits in the operating system
 * for as long as nobody answers, where neither an interruption nor a time limit reaches it, and a store holds its locks meanwhile: others who write
 * fail with {@link StoreBusyException} when their patience ends. Where nobody may be there to answer, see to it that the keyring is unlocked, or choose
 * another store.
 */
public sealed interface SystemKeyring permits VaultKeyring, DataProtectionKeyring, NoKeyring {

    /**
     * Tries it out: writes, reads and deletes a text that is no secret.
     *
     * @throws KeyringUnavailableException when tokens could not be kept there; says why, and what next
     */
    void probe() throws KeyringUnavailableException;

    /**
     * A store of one partition in this keyring. Made like the stores of the MSAL extensions for Python, so that programs
     * with those share it when they name the same file; those for .NET share the encrypted file of Windows.
     *
     * @param location a file: on Windows the encrypted one; elsewhere an empty one that shows by its time stamp when the keyring
     *     was written, and whose absolute path tells this cache from others
     * @param partition the name of the one partition
     * @param options how long to wait for each of the two locks, and whom to tell
     * @return a store that has touched nothing yet
     */
    TokenStore store(Path location, String partition, FileStoreOptions options);

    /**
     * The keyring of this machine: the Secret Service on Linux, the Keychain on macOS, the Data Protection API on Windows.
     *
     * @return the keyring; on another system one whose probe fails
     */
    static SystemKeyring ofThisMachine() {
        String system = System.getProperty("os.name", "an unknown system");
        // not method references: those would look for JNA here
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return new VaultKeyring("the Secret Service", () -> NativeSecretService.load());
        }
        if (name.startsWith("mac")) {
            return new VaultKeyring("the Keychain", () -> NativeKeychain.load());
        }
        if (name.startsWith("windows")) {
            return new DataProtectionKeyring(() -> NativeDataProtection.load());
        }
        return new NoKeyring(system);
    }
}
