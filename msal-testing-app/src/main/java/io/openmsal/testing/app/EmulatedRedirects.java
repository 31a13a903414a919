package io.openmsal.testing.app;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.port.browser.RedirectSession;
import io.openmsal.testing.browser.FakeRedirectListener;
import io.openmsal.testing.browser.FakeRedirectSession;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Listens for people who come back from the emulator. For those who never will, the clock runs to the deadline, and nobody waits. Safe for
 * many threads.
 */
final class EmulatedRedirects implements RedirectListener {

    /** How long a call without a deadline waits for nobody. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final FakeRedirectListener ports = new FakeRedirectListener();
    private final List<Session> open = new CopyOnWriteArrayList<>();
    private final TestClock clock;

    EmulatedRedirects(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public RedirectSession listen(RedirectExpectation expectation) throws IOException {
        Session session = new Session((FakeRedirectSession) ports.listen(expectation));
        open.add(session);
        return session;
    }

    /** Who listens at an address. */
    Session at(String redirectUri) {
        return open.stream()
                .filter(session -> session.redirectUri().toString().equals(redirectUri))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody listens at " + redirectUri));
    }

    /** Waits for one person. */
    final class Session implements RedirectSession {

        private final FakeRedirectSession port;
        private volatile boolean isLeftAlone;

        private Session(FakeRedirectSession port) {
            this.port = port;
        }

        /** Brings what the redirect carries, or nothing when there was none. */
        void deliver(Map<String, String> parameters) {
            isLeftAlone = parameters.isEmpty();
            port.deliver(parameters);
        }

        @Override
        public URI redirectUri() {
            return port.redirectUri();
        }

        @Override
        public Optional<RedirectParameters> await(Deadline deadline, Cancellation cancellation)
                throws InterruptedException {
            if (!isLeftAlone) {
                return port.await(deadline, cancellation);
            }
            if (!cancellation.isCancelled()) {
                // two who wait move it by what is left for both
                synchronized (clock) {
                    clock.advance(deadline.remainingAtMost(LONGEST));
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            open.remove(this);
            port.close();
        }
    }
}
