package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFileTokenStoreTest extends TokenStoreContract {

    @TempDir
    Path place;

    @Override
    protected TokenStore store() {
        return new EncryptedTokenStore(
                new FileTokenStore(place), EncryptionKeys.of(new EncryptionKey("2026", new byte[32])));
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return store();
    }
}
