package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A future whose cancellation ends the work behind it, which that of a plain {@link CompletableFuture} does not. */
final class CancellableCall extends CompletableFuture<AuthenticationResult> {

    private final Cancellation cancellation;

    private CancellableCall(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    static CompletableFuture<AuthenticationResult> start(
            Supplier<AuthenticationResult> work,
            Cancellation cancellation,
            Cancellation.Registration callers,
            Executor executor) {
        CancellableCall call = new CancellableCall(cancellation);
        executor.execute(() -> {
            try {
                call.complete(work.get());
            } catch (RuntimeException | Error failure) {
                call.completeExceptionally(failure);
            } finally {
                callers.close();
            }
        });
        return call;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // before the work hears of it, and ends this future with a failure of its own
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        cancellation.cancel();
        return cancelled;
    }

    /** Stages that depend on this one are ordinary futures. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
