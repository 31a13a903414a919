package io.openmsal.cli;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.port.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What a person types, or a pipe brings. Reading it cannot be interrupted, so Ctrl-C ends the wait and leaves the reader behind. */
final class AwaitedInput {

    private AwaitedInput() {}

    /**
     * Reads it.
     *
     * @param reading what blocks; it throws no checked exception
     * @throws MsalCancelledException when the cancellation came first
     */
    static <T> T of(Supplier<T> reading, Cancellation cancellation) {
        CompletableFuture<T> input = new CompletableFuture<>();
        try (var registration = cancellation.onCancel(() -> input.completeExceptionally(new MsalCancelledException(
                "authentication_canceled", "Cancelled during the wait for input.", null, null)))) {
            Thread reader = new Thread(
                    () -> {
                        try {
                            input.complete(reading.get());
                        } catch (RuntimeException | Error failure) {
                            input.completeExceptionally(failure);
                        }
                    },
                    "msal-input");
            reader.setDaemon(true);
            if (!input.isDone()) {
                reader.start();
            }
            return input.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException failure ? failure : failed;
        }
    }
}
