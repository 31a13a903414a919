package io.openmsal.domain.exchange;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One at a time for each key, in no order, among the threads of this process. Who waits does so within their own deadline, and stops
 * when they are cancelled. Safe for many threads.
 */
public final class Turns {

    private static final String OTHERS = "another caller's request";

    private final Map<Object, Turn> taken = new ConcurrentHashMap<>();

    /**
     * Takes a turn, once nobody else has it. A thread that has it already does not wait for itself.
     *
     * @param key equal for those who must not go at once
     * @param call the call that waits
     * @return the turn, to be closed by the same thread
     * @throws io.openmsal.domain.failure.MsalException when the caller's time was over first, or it was cancelled
     */
    public Turn take(Object key, CallContext call) {
        while (true) {
            Turn own = new Turn(key);
            Turn others = taken.putIfAbsent(key, own);
            if (others == null) {
                return own;
            }
            if (others.isOfThisThread()) {
                return new Turn(key);
            }
            others.awaitEnd(call);
            ServerExchange.stopIfOver("wait for " + OTHERS, call);
        }
    }

    /**
     * Takes a turn when nobody else has it.
     *
     * @param key equal for those who must not go at once
     * @return the turn, to be closed by the same thread; null while somebody else has it
     */
    public @Nullable Turn takeIfFree(Object key) {
        Turn own = new Turn(key);
        Turn others = taken.putIfAbsent(key, own);
        return others == null || others.isOfThisThread() ? own : null;
    }

    /** The right to go alone, until it is closed. */
    public final class Turn implements AutoCloseable {

        private final Object key;
        private final Thread holder = Thread.currentThread();
        private final CompletableFuture<Boolean> over = new CompletableFuture<>();

        private Turn(Object key) {
            this.key = key;
        }

        private boolean isOfThisThread() {
            return holder == Thread.currentThread();
        }

        private void awaitEnd(CallContext call) {
            try {
                Wait.until(over, OTHERS, call);
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("A turn just ends", impossible);
            }
        }

        /** Lets the next one go. One that was taken within another of the same thread ends nothing. */
        @Override
        public void close() {
            taken.remove(key, this);
            over.complete(true);
        }
    }
}
