package io.openmsal.adapter.browser;

import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectSession;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Receives the end of a sign-in on the loopback interface (RFC 8252 §7.3): at {@code http://localhost}, which is {@code 127.0.0.1} and, where
 * the machine has it, {@code ::1}, unless the redirect URI is registered {@linkplain #at differently}; on no other interface, so that no firewall
 * asks and nobody else in the network gets through.
 *
 * <p>Each session has one daemon thread and one port; both are gone when {@link RedirectSession#close()} returns. The closing page
 * is made on a second one, which is gone before unless the pages hang. A request
 * is taken for the answer only at the path of the redirect URI, as a form post (or in the query where the expectation allows it), with the
 * expected state, each parameter once, and a code or an error. Everything else is answered with a status of 400 or above and
 * does not end the wait. The answer is handed over when the browser has been sent the whole page, or the wait ends before that.
 * Safe for many threads.
 */
public final class LoopbackRedirectListener implements RedirectListener {

    /** Shorter than a person waits for a page, and longer than one takes to be made. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LoopbackAddress address;
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
        this(LoopbackAddress.LOCALHOST, pages, new PlainThreads(), PATIENCE);
    }

    private static final class PlainThreads implements ThreadFactory {

        @Override
        public Thread newThread(Runnable work) {
            return new Thread(work);
        }
    }

    LoopbackRedirectListener(RedirectPages pages, ThreadFactory threads, Duration patience) {
        this(LoopbackAddress.LOCALHOST, pages, threads, patience);
    }

    private LoopbackRedirectListener(
            LoopbackAddress address, RedirectPages pages, ThreadFactory threads, Duration patience) {
        this.address = address;
        this.pages = Objects.requireNonNull(pages, "pages");
        this.threads = threads;
        this.patience = patience;
    }

    /**
     * The same at another redirect URI. Its host and path are sent to the provider letter by letter, with the port of the session put in. The answer
     * is heard at that path and no other; at a literal address of one family, that family alone is listened on.
     *
     * @param redirectUri as it is registered for the application, without a port: {@code http://} with {@code localhost}, {@code 127.0.0.1} or
     *     {@code [::1]}, and a path if it has one, such as {@code http://127.0.0.1/callback}
     * @return another listener
     * @throws IllegalArgumentException when it is of another kind; the message says what is wrong with it
     */
    public LoopbackRedirectListener at(URI redirectUri) {
        return new LoopbackRedirectListener(LoopbackAddress.of(redirectUri), pages, threads, patience);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException when the port is in use or not allowed; the message names it and says why
     */
    @Override
    public RedirectSession listen(RedirectExpectation expectation) throws IOException {
        return LoopbackSession.open(
                address,
                Objects.requireNonNull(expectation, "expectation"),
                new PunctualPage(pages, threads, patience),
                threads);
    }
}
