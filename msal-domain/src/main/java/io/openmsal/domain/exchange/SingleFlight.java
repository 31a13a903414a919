package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * One request for one answer, however many ask for it at once: the first caller fetches it on its own thread, the others wait
 * for the same answer within their own deadlines. A failure is shared by those who waited and then forgotten; when the first
 * caller ran out of time or was cancelled, the next takes over. Safe for many threads.
 *
 * @param <T> what is fetched, such as a token
 */
public final class SingleFlight<T> {

    private static final String OTHERS = "another caller's request";

    private final Map<Object, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /**
     * Fetches, or waits for whoever is fetching already.
     *
     * @param key equal for requests that have the same answer
     * @param call the caller's own call
     * @param work fetches; looks in the cache again first, since another flight may just have landed
     * @return what was fetched
     * @throws io.openmsal.domain.failure.MsalException when it could not be fetched, or the caller's own time was over first
     */
    public T run(Object key, CallContext call, Supplier<T> work) {
        while (true) {
            CompletableFuture<T> own = new CompletableFuture<>();
            CompletableFuture<T> others = underWay.putIfAbsent(key, own);
            if (others == null) {
                return lead(key, own, work);
            }
            try {
                return await(others, call);
            } catch (LeaderGaveUp takeOver) {
                ServerExchange.stopIfOver("wait for " + OTHERS, call);
            }
        }
    }

    /**
     * Whether somebody is fetching this.
     *
     * @param key equal for requests that have the same answer
     * @return true until they have it, or have failed
     */
    public boolean isUnderWay(Object key) {
        return underWay.containsKey(key);
    }

    private T lead(Object key, CompletableFuture<T> own, Supplier<T> work) {
        try {
            T result = work.get();
            own.complete(result);
            return result;
        } catch (Throwable failure) {
            // all of them: languages without checked exceptions throw any through a callback, and nobody may wait for
            // ever
            own.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(key, own);
        }
    }

    private static <T> T await(CompletableFuture<T> others, CallContext call) throws LeaderGaveUp {
        try {
            return Wait.until(others, OTHERS, call);
        } catch (ExecutionException ended) {
            throw rethrown(Objects.requireNonNull(ended.getCause(), "cause"));
        }
    }

    private static RuntimeException rethrown(Throwable failure) throws LeaderGaveUp {
        if (failure instanceof MsalCancelledException || failure instanceof MsalTimeoutException) {
            throw new LeaderGaveUp();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException ours
                ? ours
                : new IllegalStateException("Another caller's token request failed", failure);
    }

    /** The flight ended for a reason that concerns its first caller alone. */
    private static final class LeaderGaveUp extends Exception {
        private static final long serialVersionUID = 1L;

        LeaderGaveUp() {
            super(null, null, false, false);
        }
    }
}
