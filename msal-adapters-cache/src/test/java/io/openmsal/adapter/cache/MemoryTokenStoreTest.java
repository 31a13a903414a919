package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;

class MemoryTokenStoreTest extends TokenStoreContract {

    @Override
    protected TokenStore store() {
        return new MemoryTokenStore();
    }
}
