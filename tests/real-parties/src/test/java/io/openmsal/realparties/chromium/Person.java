package io.openmsal.realparties.chromium;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.openmsal.port.Cancellation;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Somebody in front of a browser that shares no cookie with anybody else's. What they will do with the next page that opens is
 * said in advance. When they cannot do it, because a page is not what it should be, {@link #givesUp()} is cancelled, so that
 * nobody waits for them, a screenshot shows where they are stuck, and {@link #close()} says what was wrong.
 */
public final class Person implements Browser, AutoCloseable {

    private static final long LONGEST_VISIT_SECONDS = 240;

    private static final AtomicInteger STUCK_PAGES = new AtomicInteger();

    private final Chromium chromium;
    private final BrowserContext context;
    private final Cancellation givesUp = new Cancellation();
    private Consumer<Page> intention = page -> {};
    private CompletableFuture<?> visits = CompletableFuture.completedFuture(null);

    /**
     * Seats somebody new.
     *
     * @param chromium in front of what
     */
    public Person(Chromium chromium) {
        this.chromium = chromium;
        this.context = chromium.onItsThread(chromium::newContext).join();
    }

    /**
     * Says what they will do with the next page.
     *
     * @param steps runs on the browser's thread, after the page has opened
     * @return this person
     */
    public synchronized Person will(Consumer<Page> steps) {
        intention = steps;
        return this;
    }

    /**
     * Cancelled when they cannot go on: hand it to the request they sign in for.
     *
     * @return their cancellation
     */
    public Cancellation givesUp() {
        return givesUp;
    }

    @Override
    public synchronized BrowserLaunch open(URI address) {
        Consumer<Page> steps = intention;
        CompletableFuture<?> next = chromium.onItsThread(() -> {
            try (Page page = context.newPage()) {
                visit(page, address, steps);
            }
            return null;
        });
        visits = CompletableFuture.allOf(visits, next);
        return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "Chromium");
    }

    private void visit(Page page, URI address, Consumer<Page> steps) {
        try {
            page.navigate(address.toString());
            steps.accept(page);
        } catch (RuntimeException | Error stuck) {
            givesUp.cancel();
            Screenshots.keep(page, "stuck-" + STUCK_PAGES.incrementAndGet());
            throw stuck;
        }
    }

    /** Waits until they have done what they wanted to do. */
    public synchronized void finishes() {
        visits.orTimeout(LONGEST_VISIT_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        try {
            finishes();
        } finally {
            chromium.onItsThread(() -> {
                        context.close();
                        return null;
                    })
                    .join();
        }
    }
}
