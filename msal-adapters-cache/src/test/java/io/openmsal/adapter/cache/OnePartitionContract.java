package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.util.List;

/** The contract on a store of the one partition {@code cache}, of which each that is made is over the same place. */
abstract class OnePartitionContract extends TokenStoreContract {

    @Override
    protected final TokenStore another(TokenStore first) {
        return store();
    }

    @Override
    protected abstract TokenStore store();

    @Override
    protected final List<String> partitionNames() {
        return List.of("cache");
    }
}
