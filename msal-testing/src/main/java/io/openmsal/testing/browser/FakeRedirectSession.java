package io.openmsal.testing.browser;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.port.browser.RedirectSession;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A session of a {@link FakeRedirectListener}: no port, no thread, and the same rules. Safe for many threads. */
public final class FakeRedirectSession implements RedirectSession {

    private static final Duration DEADLINE_CHECK = Duration.ofMillis(20);

    private final RedirectExpectation expectation;
    private final int port;
    private Optional<RedirectParameters> answer = Optional.empty();
    private boolean abandoned;
    private boolean closed;

    FakeRedirectSession(RedirectExpectation expectation, int port) {
        this.expectation = expectation;
        this.port = port;
    }

    /**
     * Brings an answer, as the browser would.
     *
     * @param parameters the parameters of the answer, the state among them
     * @return whether it was taken: not without our state, not without a code or an error, and not a second time
     */
    public synchronized boolean deliver(Map<String, String> parameters) {
        boolean taken = !closed
                && !answer.isPresent()
                && expectation.state().equals(parameters.get("state"))
                && (parameters.containsKey("code") || parameters.containsKey("error"));
        if (taken) {
            answer = Optional.of(new RedirectParameters(parameters));
            notifyAll();
        }
        return taken;
    }

    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    private synchronized void wake() {
        notifyAll();
    }

    int port() {
        return port;
    }

    /**
     * Whether the code under test has closed it.
     *
     * @return true once {@link #close()} was called
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public URI redirectUri() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public Optional<RedirectParameters> await(Deadline deadline, Cancellation cancellation)
            throws InterruptedException {
        try (Cancellation.Registration registration = cancellation.onCancel(this::wake)) {
            synchronized (this) {
                while (!answer.isPresent()
                        && !abandoned
                        && !closed
                        && !cancellation.isCancelled()
                        && !deadline.hasPassed()) {
                    wait(Math.max(1, deadline.remainingAtMost(DEADLINE_CHECK).toMillis()));
                }
                return answer;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** The pretended port, never the state. */
    @Override
    public String toString() {
        return "fake redirect session at " + redirectUri();
    }
}
