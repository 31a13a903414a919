package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The Keychain of macOS, with what stands in for its functions. */
class KeychainTokenStoreTest extends OnePartitionContract {

    @TempDir
    Path place;

    private final FakeSecurity security = new FakeSecurity();
    private final SystemKeyring keychain =
            new VaultKeyring("the Keychain", () -> new NativeKeychain(security, security.released::add));

    @Override
    protected TokenStore store() {
        return keychain.store(place.resolve("sub/cache"), "cache", FileStoreOptions.defaults());
    }
}
