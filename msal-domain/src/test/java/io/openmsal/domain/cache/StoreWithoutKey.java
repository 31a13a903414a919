package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import io.openmsal.port.store.UnreadablePartitionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A store that lacks the key to some content. */
final class StoreWithoutKey extends PassingStore {

    private final byte[] sealed;

    StoreWithoutKey(TokenStore store, byte[] sealed) {
        super(store);
        this.sealed = sealed;
    }

    private void decrypt(Optional<byte[]> present) throws IOException {
        if (present.filter(bytes -> Arrays.equals(bytes, sealed)).isPresent()) {
            throw new UnreadablePartitionException("It is encrypted with another key. Add it.", null);
        }
    }

    @Override
    public Optional<StoredPartition> read(String name) throws IOException {
        Optional<StoredPartition> present = super.read(name);
        decrypt(present.map(StoredPartition::bytes));
        return present;
    }

    @Override
    public StoredPartition update(String name, PartitionChange change) throws IOException {
        return super.update(name, change.wrappedIn(present -> {
            decrypt(present);
            return change.apply(present);
        }));
    }
}
