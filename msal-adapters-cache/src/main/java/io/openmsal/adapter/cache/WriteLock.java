package io.openmsal.adapter.cache;

import java.io.IOException;

/** Mutual exclusion of writers. Safe for many threads. */
interface WriteLock {

    /** What is done while nobody else may. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /**
     * Does it while holding the lock.
     *
     * @throws StoreBusyException when others hold it for too long; then nothing was done
     */
    <T> T holding(Action<T> action) throws IOException;
}
