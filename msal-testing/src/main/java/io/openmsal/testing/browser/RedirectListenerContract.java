package io.openmsal.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.port.browser.RedirectSession;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link RedirectListener} promises, whether it opens a port or not. Extend it and hand in yours. */
@Timeout(120)
public abstract class RedirectListenerContract {

    /** The state every session of these tests waits for. */
    protected static final String STATE = "the-expected-state";

    /** A code that must show up nowhere but in the parameters. */
    protected static final String CODE = "0.AXoA-the-code";

    private static final Map<String, String> GENUINE = Map.of("code", CODE, "state", STATE);

    /** For subclasses. */
    protected RedirectListenerContract() {}

    /**
     * The listener under test.
     *
     * @return the same object during one test
     */
    protected abstract RedirectListener listener();

    /**
     * Brings an answer to a session as the provider would, by form post.
     *
     * @param session where to
     * @param parameters what
     * @return whether the session took it for the answer
     * @throws Exception when it cannot be brought
     */
    protected abstract boolean deliver(RedirectSession session, Map<String, String> parameters) throws Exception;

    /**
     * Opens a session on any free port that takes form posts only.
     *
     * @return the session
     * @throws IOException when it cannot be opened
     */
    protected final RedirectSession open() throws IOException {
        return listener().listen(new RedirectExpectation(STATE, 0, false));
    }

    /**
     * A port that was free a moment ago.
     *
     * @return its number
     * @throws IOException when there is none
     */
    protected static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Waits for an answer that is expected to come.
     *
     * @param session where
     * @return what came within twenty seconds
     * @throws InterruptedException when interrupted
     */
    protected static Optional<RedirectParameters> await(RedirectSession session) throws InterruptedException {
        return session.await(in(Duration.ofSeconds(20)), Cancellation.none());
    }

    /**
     * Waits for an answer on another thread, and returns once that thread is waiting.
     *
     * @param session where
     * @param cancellation what may end the wait
     * @return the result to come, and its thread
     */
    protected static Waiting waitingIn(RedirectSession session, Cancellation cancellation) {
        FutureTask<Optional<RedirectParameters>> result =
                new FutureTask<>(() -> session.await(in(Duration.ofMinutes(5)), cancellation));
        Thread thread = new Thread(result, "waits-for-the-redirect");
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return new Waiting(thread, result);
    }

    /**
     * A thread that waits for an answer.
     *
     * @param thread the thread
     * @param result what it will have got
     */
    protected record Waiting(Thread thread, FutureTask<Optional<RedirectParameters>> result) {

        /**
         * What the thread got.
         *
         * @return the result of its wait
         * @throws Exception what its wait threw, or when it does not end within ten seconds
         */
        public Optional<RedirectParameters> get() throws Exception {
            return result.get(60, TimeUnit.SECONDS);
        }
    }

    private static Deadline in(Duration allowance) {
        return Deadline.after(Clock.systemUTC(), allowance);
    }

    @Test
    void theRedirectUriIsLocalhostWithoutAPath() throws Exception {
        try (RedirectSession session = open()) {
            assertThat(session.redirectUri().toString()).matches("http://localhost:[1-9][0-9]*");
        }
    }

    @Test
    void thePortThatWasAskedForIsTaken() throws Exception {
        int port = freePort();

        try (RedirectSession session = listener().listen(new RedirectExpectation(STATE, port, false))) {
            assertThat(session.redirectUri()).hasPort(port);
        }
    }

    @Test
    void aPortThatIsTakenIsAnErrorThatNamesIt() throws Exception {
        try (RedirectSession session = open()) {
            int port = session.redirectUri().getPort();

            assertThatThrownBy(() -> listener().listen(new RedirectExpectation(STATE, port, false)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(port));
        }
    }

    @Test
    void anAnswerWithOurStateEndsTheWait() throws Exception {
        try (RedirectSession session = open()) {
            Waiting waiting = waitingIn(session, Cancellation.none());

            assertThat(deliver(session, GENUINE)).isTrue();

            assertThat(waiting.get())
                    .hasValueSatisfying(
                            answer -> assertThat(answer.value("code")).hasValue(CODE));
        }
    }

    @Test
    void anAnswerThatCameBeforeTheWaitIsNotLost() throws Exception {
        try (RedirectSession session = open()) {
            assertThat(deliver(session, GENUINE)).isTrue();

            assertThat(await(session)).isPresent();
        }
    }

    @Test
    void everyParameterIsHandedOverDecoded() throws Exception {
        Map<String, String> answer =
                Map.of("error", "access_denied", "error_description", "Größe & Maß: 100 % = «ja»\r\n", "state", STATE);
        try (RedirectSession session = open()) {
            assertThat(deliver(session, answer)).isTrue();

            RedirectParameters parameters = await(session).orElseThrow();

            answer.forEach((name, value) -> assertThat(parameters.value(name)).hasValue(value));
        }
    }

    @Test
    void aForgedStateIsRefusedAndTheWaitGoesOn() throws Exception {
        try (RedirectSession session = open()) {
            Waiting waiting = waitingIn(session, Cancellation.none());

            assertThat(deliver(session, Map.of("code", "forged", "state", "guessed")))
                    .isFalse();
            assertThat(deliver(session, Map.of("error", "access_denied", "state", STATE + "x")))
                    .isFalse();
            assertThat(waiting.result()).isNotDone();
            assertThat(deliver(session, GENUINE)).isTrue();

            assertThat(waiting.get().orElseThrow().value("code")).hasValue(CODE);
        }
    }

    @Test
    void aMissingStateIsRefusedAndTheWaitGoesOn() throws Exception {
        try (RedirectSession session = open()) {
            assertThat(deliver(session, Map.of("code", "forged"))).isFalse();
            assertThat(deliver(session, Map.of("code", "forged", "state", ""))).isFalse();

            assertThat(deliver(session, GENUINE)).isTrue();
            assertThat(await(session).orElseThrow().value("code")).hasValue(CODE);
        }
    }

    @Test
    void anAnswerWithNeitherCodeNorErrorIsNone() throws Exception {
        try (RedirectSession session = open()) {
            assertThat(deliver(session, Map.of("state", STATE, "session_state", "1")))
                    .isFalse();

            assertThat(deliver(session, GENUINE)).isTrue();
        }
    }

    @Test
    void theFirstAnswerCounts() throws Exception {
        try (RedirectSession session = open()) {
            assertThat(deliver(session, GENUINE)).isTrue();
            assertThat(deliver(session, Map.of("code", "second", "state", STATE)))
                    .isFalse();

            assertThat(await(session).orElseThrow().value("code")).hasValue(CODE);
        }
    }

    @Test
    void theDeadlineEndsTheWait() throws Exception {
        try (RedirectSession session = open()) {
            assertThat(session.await(in(Duration.ofMillis(30)), Cancellation.none()))
                    .isEmpty();
        }
    }

    @Test
    void aDeadlineOnAClockThatATestMovesEndsTheWaitToo() throws Exception {
        TestClock clock = new TestClock();
        Deadline deadline = Deadline.after(clock, Duration.ofMinutes(15));
        try (RedirectSession session = open()) {
            clock.advance(Duration.ofMinutes(15));

            assertThat(session.await(deadline, Cancellation.none())).isEmpty();
        }
    }

    @Test
    void aCancellationThatCameBeforeEndsTheWaitAtOnce() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (RedirectSession session = open()) {
            assertThat(session.await(in(Duration.ofMinutes(5)), cancellation)).isEmpty();
        }
    }

    @Test
    void aCancellationInTheMiddleEndsTheWait() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (RedirectSession session = open()) {
            Waiting waiting = waitingIn(session, cancellation);

            cancellation.cancel();

            assertThat(waiting.get()).isEmpty();
        }
    }

    @Test
    void anInterruptionEndsTheWait() throws Exception {
        try (RedirectSession session = open()) {
            Waiting waiting = waitingIn(session, Cancellation.none());

            waiting.thread().interrupt();

            assertThatThrownBy(waiting::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void closingEndsTheWaitOfAnotherThread() throws Exception {
        RedirectSession session = open();
        Waiting waiting = waitingIn(session, Cancellation.none());

        session.close();

        assertThat(waiting.get()).isEmpty();
    }

    @Test
    void closingMayBeRepeated() throws Exception {
        RedirectSession session = open();
        session.close();
        session.close();
    }

    @Test
    void theSamePortCanBeTakenAgainAtOnce() throws Exception {
        RedirectSession first = open();
        int port = first.redirectUri().getPort();
        assertThat(deliver(first, GENUINE)).isTrue();
        first.close();

        try (RedirectSession second = listener().listen(new RedirectExpectation(STATE, port, false))) {
            assertThat(deliver(second, GENUINE)).isTrue();
        }
    }

    @Test
    void nothingPrintsTheStateOrTheCode() throws Exception {
        try (RedirectSession session = open()) {
            deliver(session, GENUINE);

            assertThat(session.toString() + await(session)).doesNotContain(STATE, CODE);
        }
    }
}
