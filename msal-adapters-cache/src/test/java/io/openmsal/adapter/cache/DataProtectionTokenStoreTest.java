package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The encrypted file of Windows, with something that stands in for Windows. */
class DataProtectionTokenStoreTest extends TokenStoreContract {

    @TempDir
    Path place;

    @Override
    protected TokenStore store() {
        return new DataProtectionKeyring(() -> new ReversingProtection())
                .store(place.resolve("sub/cache"), "cache", FileStoreOptions.defaults());
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
