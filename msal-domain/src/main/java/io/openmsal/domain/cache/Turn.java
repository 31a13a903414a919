package io.openmsal.domain.cache;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who may write to a store, one after the other. Whoever waits while the store fails another is told of it, so that a store which takes its time to fail takes it
 * once for all of them, and not for each in turn. Safe for many threads.
 */
final class Turn {

    private final Lock lock = new ReentrantLock();

    /** Each failure is an object of its own, so that a new one is told from the one that was known before. */
    private volatile @Nullable StoreLeftAloneException latestFailure;

    /**
     * Waits for the turn, which has to be {@linkplain #end ended}.
     *
     * @return what the store did to those who had the turn meanwhile; null when it did well, when they said nothing of it, or when there was nobody
     */
    @Nullable
    StoreLeftAloneException take() {
        StoreLeftAloneException known = latestFailure;
        lock.lock();
        StoreLeftAloneException latest = latestFailure;
        return latest == known ? null : latest;
    }

    /** Takes the turn where nobody has it. */
    boolean takeIfFree() {
        return lock.tryLock();
    }

    void end() {
        lock.unlock();
    }

    /** Says that the store has done what it was asked for. Only for who has the turn. */
    void hasSaved() {
        latestFailure = null;
    }

    /** Says that it has not. Only for who has the turn. */
    void couldNotSave(Exception failure) {
        if (StoreHealth.tellsOfTheStore(failure)) {
            latestFailure = new StoreLeftAloneException(failure);
        }
    }
}
