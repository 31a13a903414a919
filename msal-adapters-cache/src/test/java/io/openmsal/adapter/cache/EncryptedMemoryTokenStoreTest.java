package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;

class EncryptedMemoryTokenStoreTest extends TokenStoreContract {

    @Override
    protected TokenStore store() {
        return new EncryptedTokenStore(
                new MemoryTokenStore(), EncryptionKeys.of(new EncryptionKey("2026", new byte[32])));
    }
}
