package io.openmsal.domain.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that takes its time for each write, and fails it then, until it is back. */
final class DownStore extends PassingStore {

    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch timeLimit = new CountDownLatch(1);
    private volatile boolean back;

    DownStore(TokenStore store) {
        super(store);
    }

    /** How many writes it was asked for in vain, also those that it has not failed yet. */
    int failures() {
        return failures.get();
    }

    /** Fails whoever waits for it, and from now on at once. */
    void reachTimeLimit() {
        timeLimit.countDown();
    }

    void comeBack() {
        back = true;
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        if (back) {
            return super.update(partition, change);
        }
        failures.incrementAndGet();
        try {
            timeLimit.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("nobody interrupts a test", interrupted);
        }
        throw new IOException("timed out.");
    }
}
