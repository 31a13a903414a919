package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.util.Optional;

class EncryptedMemoryTokenStoreTest extends TokenStoreContract {

    private final TokenStore inner = new MemoryTokenStore();

    @Override
    protected TokenStore store() {
        return encrypted(inner);
    }

    @Override
    protected boolean layBeyondReading(String partition) throws Exception {
        inner.update(partition, present -> new byte[] {'{', '}'});
        return true;
    }

    @Override
    protected Optional<TokenStore> around(TokenStore other) {
        return Optional.of(encrypted(other));
    }

    private static TokenStore encrypted(TokenStore other) {
        return new EncryptedTokenStore(other, EncryptionKeys.of(new EncryptionKey("2026", new byte[32])));
    }
}
