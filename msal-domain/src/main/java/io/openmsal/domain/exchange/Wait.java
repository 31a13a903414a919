package io.openmsal.domain.exchange;

import io.openmsal.port.Cancellation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Waits for what another thread of this process does, for as long as one's own call lasts. */
final class Wait {

    private static final Duration LONGEST = Duration.ofHours(1);

    private Wait() {}

    /**
     * Waits.
     *
     * @param awaited what the other thread will complete
     * @param whose what it does, such as {@code another caller's request}
     * @param call the call that waits
     * @return what it was completed with
     * @throws ExecutionException when it was failed
     * @throws io.openmsal.domain.failure.MsalException when the time of the call that waits was over first, it was cancelled, or its thread was interrupted
     */
    static <T> T until(CompletableFuture<T> awaited, String whose, CallContext call) throws ExecutionException {
        String purpose = "wait for " + whose;
        CompletableFuture<T> cancelled = new CompletableFuture<>();
        try (Cancellation.Registration registration = call.cancellation().onCancel(() -> cancelled.cancel(false))) {
            long patience = call.deadline().remainingAtMost(LONGEST).toMillis();
            return awaited.applyToEither(cancelled, Function.identity()).get(patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            throw ServerExchange.timedOut(purpose, call, null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ServerExchange.interrupted(purpose, call, null);
        } catch (ExecutionException ended) {
            if (call.cancellation().isCancelled()) {
                throw ServerExchange.cancelled(purpose, call, null);
            }
            throw ended;
        }
    }
}
