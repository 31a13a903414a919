package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectSession;
import io.openmsal.testing.browser.LoopbackRedirectContract;
import io.openmsal.testing.browser.RawAnswer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopbackRedirectListenerTest extends LoopbackRedirectContract {

    private RedirectPages pages = new SignInPages("Contoso Notes");

    @Override
    protected RedirectListener listener() {
        return new LoopbackRedirectListener(pages);
    }

    @Test
    void thePageSaysThatThePersonIsSignedInAndWhatToDoNow() throws Exception {
        try (RedirectSession session = open()) {
            RawAnswer answer = post(session, "code=" + CODE + "&state=" + STATE);

            assertThat(answer.header("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(answer.body()).contains("You are signed in", "close this tab", "Contoso Notes");
        }
    }

    @Test
    void thePageOfAnErrorShowsTheErrorAndItsDescription() throws Exception {
        try (RedirectSession session = open()) {
            RawAnswer answer =
                    post(session, "error=access_denied&error_description=AADSTS65004%3A+declined&state=" + STATE);

            assertThat(answer.body()).contains("Sign-in was not completed", "access_denied", "AADSTS65004: declined");
        }
    }

    @Test
    void anApplicationMayBringItsOwnPage() throws Exception {
        pages = pages(ClosingPage.html("<h1>Welcome aboard</h1>"));
        try (RedirectSession session = open()) {
            assertThat(post(session, "code=" + CODE + "&state=" + STATE).body()).isEqualTo("<h1>Welcome aboard</h1>");
        }
    }

    @Test
    void anApplicationMaySendTheBrowserOn() throws Exception {
        pages = pages(ClosingPage.redirectTo(URI.create("https://notes.contoso.com/welcome?é=1")));
        try (RedirectSession session = open()) {
            RawAnswer answer = post(session, "code=" + CODE + "&state=" + STATE);

            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Location")).hasValue("https://notes.contoso.com/welcome?%C3%A9=1");
        }
    }

    @Test
    void aPageThatFailsDoesNotSpoilTheSignIn() throws Exception {
        pages = new RedirectPages() {
            @Override
            public ClosingPage success() {
                throw new IllegalStateException("template not found");
            }

            @Override
            public ClosingPage failure(String error, Optional<String> description) {
                throw new IllegalStateException("template not found");
            }
        };
        try (RedirectSession session = open()) {
            assertThat(post(session, "code=" + CODE + "&state=" + STATE).body()).contains("You are signed in");
            assertThat(await(session)).isPresent();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what applications do that have no such checks
    void aPageThatIsNotThereDoesNotSpoilTheSignIn() throws Exception {
        pages = pages(null);
        try (RedirectSession session = open()) {
            assertThat(post(session, "code=" + CODE + "&state=" + STATE).body()).contains("You are signed in");
            assertThat(await(session)).isPresent();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what applications do that have no such checks
    void norIsAnErrorShownAsASuccessForWantOfAPage() throws Exception {
        pages = pages(null);
        try (RedirectSession session = open()) {
            assertThat(post(session, "error=access_denied&state=" + STATE).body())
                    .contains("Sign-in was not completed");
            assertThat(await(session)).isPresent();
        }
    }

    @Test
    void aPageLargerThanEveryBufferIsDeliveredBeforeTheAnswerIsHandedOver() throws Exception {
        String large = "x".repeat(5_000_000);
        pages = pages(ClosingPage.html(large));
        RedirectSession session = open();
        Thread impatient = new Thread(() -> {
            try {
                await(session);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            } finally {
                session.close();
            }
        });
        impatient.start();

        assertThat(post(session, "code=" + CODE + "&state=" + STATE).body()).hasSameSizeAs(large);

        impatient.join();
    }

    private static RedirectPages pages(ClosingPage page) {
        return new RedirectPages() {
            @Override
            public ClosingPage success() {
                return page;
            }

            @Override
            public ClosingPage failure(String error, Optional<String> description) {
                return page;
            }
        };
    }
}
