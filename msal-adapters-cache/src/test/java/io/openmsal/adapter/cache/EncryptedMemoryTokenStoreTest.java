package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;

class EncryptedMemoryTokenStoreTest extends TokenStoreContract {

    private final TokenStore inner = new MemoryTokenStore();

    @Override
    protected TokenStore store() {
        return new EncryptedTokenStore(inner, EncryptionKeys.of(new EncryptionKey("2026", new byte[32])));
    }

    @Override
    protected boolean layBeyondReading(String partition) throws Exception {
        inner.update(partition, present -> new byte[] {'{', '}'});
        return true;
    }
}
