package io.openmsal.domain.flow;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.port.Cancellation;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One request for one thing, usually a token, however many ask for it at once: the first caller fetches it on its own thread, the
 * others wait for the same answer within their own deadlines. A failure is shared by those who waited and then forgotten; when the
 * first caller ran out of time or was cancelled, the next takes over. Safe for many threads.
 *
 * @param <T> what is fetched
 */
final class SingleFlight<T> {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Map<Object, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /**
     * Fetches, or waits for whoever is fetching already.
     *
     * @param key equal for requests that have the same answer
     * @param call the caller's own call
     * @param work fetches; looks in the cache again first, since another flight may just have landed
     */
    T run(Object key, CallContext call, Supplier<T> work) {
        while (true) {
            CompletableFuture<T> own = new CompletableFuture<>();
            CompletableFuture<T> others = underWay.putIfAbsent(key, own);
            if (others == null) {
                return lead(key, own, work);
            }
            try {
                return await(others, call);
            } catch (LeaderGaveUp takeOver) {
                ServerExchange.stopIfOver("wait for another caller's token request", call);
            }
        }
    }

    /** Whether somebody is fetching this. */
    boolean isUnderWay(Object key) {
        return underWay.containsKey(key);
    }

    private T lead(Object key, CompletableFuture<T> own, Supplier<T> work) {
        try {
            T result = work.get();
            own.complete(result);
            return result;
        } catch (RuntimeException | Error failure) {
            own.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(key, own);
        }
    }

    private T await(CompletableFuture<T> others, CallContext call) throws LeaderGaveUp {
        CompletableFuture<T> cancelled = new CompletableFuture<>();
        try (Cancellation.Registration registration =
                call.cancellation().onCancel(() -> cancelled.completeExceptionally(new LeaderGaveUp()))) {
            long patience = call.deadline().remainingAtMost(LONGEST_WAIT).toMillis();
            return others.applyToEither(cancelled, fetched -> fetched).get(patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            throw new MsalTimeoutException(
                    "request_timeout",
                    "The time allowed for the call ran out while another caller was fetching the same token. Allow more"
                            + " with timeout(...).",
                    null,
                    null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MsalCancelledException(
                    "authentication_canceled",
                    "The thread was interrupted while it waited for another caller's token request.",
                    null,
                    null);
        } catch (ExecutionException ended) {
            throw rethrown(Objects.requireNonNull(ended.getCause(), "cause"));
        }
    }

    private static RuntimeException rethrown(Throwable failure) throws LeaderGaveUp {
        if (failure instanceof LeaderGaveUp
                || failure instanceof MsalCancelledException
                || failure instanceof MsalTimeoutException) {
            throw new LeaderGaveUp();
        }
        if (failure instanceof RuntimeException ours) {
            return ours;
        }
        throw (Error) failure;
    }

    /** The flight ended for a reason that concerns its first caller alone. */
    private static final class LeaderGaveUp extends Exception {
        private static final long serialVersionUID = 1L;

        LeaderGaveUp() {
            super(null, null, false, false);
        }
    }
}
