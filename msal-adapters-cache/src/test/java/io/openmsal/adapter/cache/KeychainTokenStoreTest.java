package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The Keychain of macOS, with what stands in for its functions. */
class KeychainTokenStoreTest extends TokenStoreContract {

    @TempDir
    Path place;

    private final FakeSecurity security = new FakeSecurity();
    private final SystemKeyring keychain =
            new VaultKeyring("the Keychain", () -> new NativeKeychain(security, security.released::add));

    @Override
    protected TokenStore store() {
        return keychain.store(place.resolve("sub/cache"), "cache", FileStoreOptions.defaults());
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return store();
    }

    @Override
    protected List<String> partitionNames() {
        return List.of("cache");
    }
}
