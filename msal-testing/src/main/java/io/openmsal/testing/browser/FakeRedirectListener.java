package io.openmsal.testing.browser;

import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectSession;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A listener that opens no port. What was scripted is used up session by session, in order; a session without a script waits
 * until the test {@linkplain FakeRedirectSession#deliver delivers} an answer, the deadline passes, or somebody cancels. Safe
 * for many threads.
 *
 * <pre>{@code
 * var listener = new FakeRedirectListener().answeringWithCode("a-code");
 * }</pre>
 */
public final class FakeRedirectListener implements RedirectListener {

    private static final int FIRST_FREE_PORT = 49_152;

    private final Deque<Script> scripts = new ArrayDeque<>();
    private final List<RedirectExpectation> expectations = new ArrayList<>();
    private final List<FakeRedirectSession> sessions = new ArrayList<>();

    /** Makes a listener without a script. */
    public FakeRedirectListener() {}

    /**
     * The next session gets this answer.
     *
     * @param parameters the parameters; the state the session waits for is added if they have none
     * @return this listener
     */
    public synchronized FakeRedirectListener answering(Map<String, String> parameters) {
        Map<String, String> copy = new LinkedHashMap<>(parameters);
        scripts.add((session, expectation) -> {
            Map<String, String> answer = new LinkedHashMap<>(copy);
            answer.putIfAbsent("state", expectation.state());
            if (!session.deliver(answer)) {
                throw new AssertionError("No listener takes this scripted answer, of parameters " + answer.keySet());
            }
        });
        return this;
    }

    /**
     * The next session gets an authorization code.
     *
     * @param code the code
     * @return this listener
     */
    public FakeRedirectListener answeringWithCode(String code) {
        return answering(Map.of("code", code));
    }

    /**
     * The next session ends without an answer and without waiting, as if its deadline had passed.
     *
     * @return this listener
     */
    public synchronized FakeRedirectListener answeringNothing() {
        scripts.add((session, expectation) -> session.abandon());
        return this;
    }

    /**
     * The next session cannot be opened.
     *
     * @param message what the {@link IOException} says
     * @return this listener
     */
    public synchronized FakeRedirectListener failingToListen(String message) {
        scripts.add((session, expectation) -> {
            throw new IOException(message);
        });
        return this;
    }

    @Override
    public synchronized RedirectSession listen(RedirectExpectation expectation) throws IOException {
        expectations.add(expectation);
        int port = expectation.port() == 0 ? FIRST_FREE_PORT + sessions.size() : expectation.port();
        if (sessions.stream().anyMatch(other -> other.port() == port && !other.isClosed())) {
            throw new IOException("Port " + port + " is in use by another session of this fake: close that one first");
        }
        FakeRedirectSession session = new FakeRedirectSession(expectation, port);
        Script script = scripts.poll();
        if (script != null) {
            script.run(session, expectation);
        }
        sessions.add(session);
        return session;
    }

    /**
     * What the code under test waited for.
     *
     * @return in order, failed attempts included; a copy
     */
    public synchronized List<RedirectExpectation> expectations() {
        return List.copyOf(expectations);
    }

    /**
     * The sessions that were opened.
     *
     * @return in order, closed ones included; a copy
     */
    public synchronized List<FakeRedirectSession> sessions() {
        return List.copyOf(sessions);
    }

    /**
     * How many sessions nobody has closed: a test of a flow ends with zero.
     *
     * @return the number
     */
    public synchronized int openSessions() {
        return (int) sessions.stream().filter(session -> !session.isClosed()).count();
    }

    /** What happens to one session. */
    private interface Script {
        void run(FakeRedirectSession session, RedirectExpectation expectation) throws IOException;
    }
}
