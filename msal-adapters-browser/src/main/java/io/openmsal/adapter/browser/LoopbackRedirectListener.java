package io.openmsal.adapter.browser;

import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Receives the end of a sign-in on the loopback interface (RFC 8252 §7.3), on {@code 127.0.0.1} and, where the machine has
 * it, on {@code ::1}; on no other interface, so that no firewall asks and nobody else in the network gets through.
 *
 * <p>Each session has one daemon thread and one port; both are gone when {@link RedirectSession#close()} returns. The closing page
 * is made on a second one, which is gone before unless the pages hang. A request
 * is taken for the answer only at path {@code /}, as a form post (or in the query where the expectation allows it), with the
 * expected state, each parameter once, and a code or an error. Everything else is answered with a status of 400 or above and
 * does not end the wait. The answer is handed over when the browser has been sent the whole page, or the wait ends before that.
 * Safe for many threads.
 */
public final class LoopbackRedirectListener implements RedirectListener {

    /** Shorter than a person waits for a page, and longer than one takes to be made. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RedirectPages pages;
    private final ThreadFactory threads;
    private final Duration patience;

    /** A listener that shows {@link SignInPages}. */
    public LoopbackRedirectListener() {
        this(new SignInPages());
    }

    /**
     * A listener that shows pages of the caller's own.
     *
     * @param pages what the browser shows at the end
     */
    public LoopbackRedirectListener(RedirectPages pages) {
        this(pages, new PlainThreads(), PATIENCE);
    }

    private static final class PlainThreads implements ThreadFactory {

        @Override
        public Thread newThread(Runnable work) {
            return new Thread(work);
        }
    }

    LoopbackRedirectListener(RedirectPages pages, ThreadFactory threads, Duration patience) {
        this.pages = Objects.requireNonNull(pages, "pages");
        this.threads = threads;
        this.patience = patience;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException when the port is in use or not allowed; the message names it and says why
     */
    @Override
    public RedirectSession listen(RedirectExpectation expectation) throws IOException {
        return LoopbackSession.open(
                Objects.requireNonNull(expectation, "expectation"),
                new PunctualPage(pages, threads, patience),
                threads);
    }
}
