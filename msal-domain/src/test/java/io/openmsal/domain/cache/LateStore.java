package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A store whose next answer is on its way for so long that something else happens meanwhile. For one thread. */
final class LateStore implements TokenStore {

    private final TokenStore store;
    private Runnable meanwhile = () -> {};

    LateStore(TokenStore store) {
        this.store = store;
    }

    void beforeNextAnswer(Runnable event) {
        meanwhile = event;
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        Optional<StoredPartition> answer = store.read(partition);
        happen();
        return answer;
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        StoredPartition answer = store.update(partition, change);
        happen();
        return answer;
    }

    @Override
    public void delete(String partition) throws IOException {
        store.delete(partition);
    }

    @Override
    public Set<String> partitions() throws IOException {
        return store.partitions();
    }

    private void happen() {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
    }
}
