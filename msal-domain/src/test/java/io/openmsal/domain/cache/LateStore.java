package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;

/** A store whose next answer is on its way for so long that something else happens meanwhile. For one thread at a time. */
final class LateStore extends PassingStore {

    private Runnable meanwhile = () -> {};

    LateStore(TokenStore store) {
        super(store);
    }

    void beforeNextAnswer(Runnable event) {
        meanwhile = event;
    }

    /** Counts from one, the next answer. */
    void beforeAnswer(int number, Runnable event) {
        beforeNextAnswer(number == 1 ? event : () -> beforeAnswer(number - 1, event));
    }

    /** Except before those to what happens then. */
    void beforeEachAnswer(Runnable event) {
        beforeNextAnswer(() -> {
            event.run();
            beforeEachAnswer(event);
        });
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        Optional<StoredPartition> answer = super.read(partition);
        happen();
        return answer;
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        StoredPartition answer = super.update(partition, change);
        happen();
        return answer;
    }

    private void happen() {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
    }
}
