package io.openmsal.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.port.browser.RedirectSession;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeRedirectListenerTest extends RedirectListenerContract {

    private final FakeRedirectListener listener = new FakeRedirectListener();

    @Override
    protected RedirectListener listener() {
        return listener;
    }

    @Override
    protected boolean deliver(RedirectSession session, Map<String, String> parameters) {
        return ((FakeRedirectSession) session).deliver(parameters);
    }

    @Test
    void aScriptedCodeComesWithTheStateThatIsWaitedFor() throws Exception {
        listener.answeringWithCode("a-code");

        RedirectParameters answer = await(open()).orElseThrow();

        assertThat(answer.value("code")).hasValue("a-code");
        assertThat(answer.value("state")).hasValue(STATE);
    }

    @Test
    void scriptsAreUsedUpSessionBySession() throws Exception {
        listener.answeringWithCode("first").answeringNothing().failingToListen("port 80 is not for you");

        assertThat(await(open()).flatMap(answer -> answer.value("code"))).hasValue("first");
        assertThat(awaitForEver(open())).isEmpty();
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessage("port 80 is not for you");
    }

    @Test
    void aScriptThatNoListenerWouldTakeIsLoud() {
        listener.answering(Map.of("code", "a-code", "state", "not-ours"));

        assertThatThrownBy(this::open).isInstanceOf(AssertionError.class).hasMessageContaining("[");
    }

    @Test
    void itRemembersWhatWasExpectedAndWhatIsStillOpen() throws Exception {
        RedirectExpectation expectation = new RedirectExpectation(STATE, 8400, true);

        RedirectSession session = listener.listen(expectation);

        assertThat(listener.expectations()).containsExactly(expectation);
        assertThat(listener.openSessions()).isEqualTo(1);
        session.close();
        assertThat(listener.openSessions()).isZero();
        assertThat(listener.sessions())
                .singleElement()
                .satisfies(closed -> assertThat(closed.isClosed()).isTrue());
    }

    private static Optional<RedirectParameters> awaitForEver(RedirectSession session) throws InterruptedException {
        return session.await(Deadline.none(), Cancellation.none());
    }
}
