package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The encrypted file of Windows, with something that stands in for Windows. */
class DataProtectionTokenStoreTest extends OnePartitionContract {

    @TempDir
    Path place;

    @Override
    protected TokenStore store() {
        return new DataProtectionKeyring(() -> new ReversingProtection())
                .store(place.resolve("sub/cache"), "cache", FileStoreOptions.defaults());
    }
}
