package io.openmsal.adapter.browser;

import io.openmsal.port.browser.RedirectParameters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The closing page of one session: the application's own when that comes in time, and that of {@link SignInPages} otherwise. It is
 * made on a daemon thread, so that an application's code which hangs holds up neither the sign-in nor the end of the session.
 */
final class PunctualPage {

    private final RedirectPages own;
    private final ThreadFactory threads;
    private final Duration patience;
    private final CompletableFuture<@Nullable ClosingPage> made = new CompletableFuture<>();

    PunctualPage(RedirectPages own, ThreadFactory threads, Duration patience) {
        this.own = own;
        this.threads = threads;
        this.patience = patience;
    }

    /** The page that suits an answer. Waits for it, and has left no thread behind unless the application's code hangs. */
    ClosingPage after(RedirectParameters answer) {
        try {
            ClosingPage page = ownPage(answer);
            if (page != null) {
                return page;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Throwable pagesFailed) {
            // The sign-in went well, and no page may spoil it: neither by a fault, nor by an error such as a template
            // engine that is not there, nor by a checked exception of a language that knows none.
        }
        return page(new SignInPages(), answer);
    }

    /** Ends the wait for the application's page, now or beforehand. */
    void noLongerNeeded() {
        made.cancel(false);
    }

    private @Nullable ClosingPage ownPage(RedirectParameters answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        Thread maker = threads.newThread(() -> make(answer));
        maker.setName("openmsal-redirect-page");
        maker.setDaemon(true);
        maker.start();
        try {
            ClosingPage page = made.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            maker.join();
            return page;
        } finally {
            // to one that waits for something this is the way out; one that has ended does not hear it
            maker.interrupt();
        }
    }

    private void make(RedirectParameters answer) {
        try {
            made.complete(page(own, answer));
        } catch (Throwable pagesFailed) {
            made.completeExceptionally(pagesFailed);
        }
    }

    private static ClosingPage page(RedirectPages source, RedirectParameters answer) {
        Optional<String> error = answer.value("error");
        return error.isPresent() ? source.failure(error.get(), answer.value("error_description")) : source.success();
    }
}
