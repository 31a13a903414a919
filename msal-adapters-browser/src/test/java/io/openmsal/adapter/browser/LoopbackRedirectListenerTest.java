package io.openmsal.adapter.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectSession;
import io.openmsal.testing.browser.LoopbackRedirectContract;
import io.openmsal.testing.browser.RawAnswer;
import io.openmsal.testing.time.TestClock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoopbackRedirectListenerTest extends LoopbackRedirectContract {

    private RedirectPages pages = new SignInPages("Contoso Notes");
    private ThreadFactory threads = Thread::new;
    private Duration patience = Duration.ofDays(1);

    @Override
    protected RedirectListener listener() {
        return new LoopbackRedirectListener(pages, threads, patience);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, http://localhost:PORT, /",
        "http://localhost/, http://localhost:PORT/, /",
        "http://localhost/callback, http://localhost:PORT/callback, /callback",
        "http://127.0.0.1, http://127.0.0.1:PORT, /",
        "http://127.0.0.1/callback, http://127.0.0.1:PORT/callback, /callback",
        "http://127.0.0.1/a%20b/~c/, http://127.0.0.1:PORT/a%20b/~c/, /a%20b/~c/",
        "http://[::1], http://[::1]:PORT, /",
        "http://[::1]/callback, http://[::1]:PORT/callback, /callback"
    })
    void hostAndPathAreThoseThatAreRegisteredAndNoOtherPathIsTheEnd(String registered, String redirectUri, String path)
            throws Exception {
        InetAddress here = addressOf(URI.create(registered).getHost());
        assumeTrue(canListenOn(here), "this machine has no such loopback");
        for (int wanted : new int[] {0, freePort()}) {
            try (RedirectSession session = new LoopbackRedirectListener()
                    .at(URI.create(registered))
                    .listen(new RedirectExpectation(STATE, wanted, true))) {
                int port = session.redirectUri().getPort();
                assertThat(session.redirectUri()).hasToString(redirectUri.replace("PORT", "" + port));
                String form = "code=" + CODE + "&state=" + STATE;
                for (String other : List.of(path + "x", path + "/", "/other" + path)) {
                    assertThat(RawAnswer.to(here, port, formPost(other, form)).status())
                            .as(other)
                            .isEqualTo(404);
                }

                assertThat(RawAnswer.to(here, port, "GET " + path + "?" + form + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .status())
                        .isEqualTo(200);

                assertThat(await(session).orElseThrow().value("code")).hasValue(CODE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1/callback, [::1]", "http://[::1]/callback, 127.0.0.1"})
    void aLiteralAddressLeavesTheOtherFamilyToOthers(String registered, String other) throws Exception {
        assumeTrue(canListenOn(addressOf("[::1]")), "this machine has no IPv6 loopback");
        try (RedirectSession session = new LoopbackRedirectListener()
                        .at(URI.create(registered))
                        .listen(new RedirectExpectation(STATE, 0, false));
                ServerSocket somebodyElses =
                        new ServerSocket(session.redirectUri().getPort(), 1, addressOf(other))) {
            assertThat(somebodyElses.isBound()).isTrue();
        }
    }

    private static InetAddress addressOf(String host) throws IOException {
        return InetAddress.getByAddress(
                host.equals("[::1]")
                        ? new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}
                        : new byte[] {127, 0, 0, 1});
    }

    private static boolean canListenOn(InetAddress address) {
        try {
            new ServerSocket(0, 1, address).close();
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/callback, http://localhost",
        "http://127.0.0.2/, http://localhost",
        "http://LOCALHOST/, http://localhost",
        "msal://callback, http://localhost",
        "urn:ietf:wg:oauth:2.0:oob, http://localhost",
        "/callback, http://localhost",
        "https://localhost/, nothing else",
        "http://localhost:8400/, The port is chosen with each request",
        "http://ada@localhost/, nothing else",
        "http://localhost/?a=b, nothing else",
        "http://localhost/#a, nothing else",
        "http://localhost/a/../b, another path",
        "http://localhost//a, another path",
        "http://localhost/ä, another path"
    })
    void aRedirectUriAtWhichNobodyCouldBeHeardIsRefusedAtOnce(String registered, String why) {
        LoopbackRedirectListener anywhere = new LoopbackRedirectListener();

        assertThatThrownBy(() -> anywhere.at(URI.create(registered)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(registered)
                .hasMessageContaining(why);
    }

    @Test
    void thePageSaysThatThePersonsPartIsDoneAndWhatToDoNow() throws Exception {
        try (RedirectSession session = open()) {
            RawAnswer answer = post(session, "code=" + CODE + "&state=" + STATE);

            assertThat(answer.header("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(answer.body()).contains("Your part is done", "close this tab", "Contoso Notes");
            // the code is not redeemed yet, nor is it known whose answer it is
            assertThat(answer.body()).doesNotContainIgnoringCase("signed in");
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

    @ParameterizedTest
    @MethodSource("whatPagesThrow")
    void aPageThatFailsDoesNotSpoilTheSignIn(Throwable failure) throws Exception {
        pages = pages(() -> LoopbackRedirectListenerTest.<ClosingPage, RuntimeException>undeclared(failure));
        try (RedirectSession session = open()) {
            assertThat(post(session, "code=" + CODE + "&state=" + STATE).body()).contains("Your part is done");
            assertThat(await(session)).isPresent();
        }
    }

    static Stream<Throwable> whatPagesThrow() {
        return Stream.of(
                new IllegalStateException("template not found"),
                new FileNotFoundException("checked, as by a language that knows no checked exceptions"),
                new TimeoutException("checked as well"),
                new NoClassDefFoundError("template/Engine"),
                new StackOverflowError());
    }

    /** As a language without checked exceptions does. */
    @SuppressWarnings("unchecked")
    private static <T, E extends Throwable> T undeclared(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    @SuppressWarnings("NullAway") // what applications do that have no such checks
    void aPageThatIsNotThereDoesNotSpoilTheSignIn() throws Exception {
        pages = pages(() -> null);
        try (RedirectSession session = open()) {
            assertThat(post(session, "code=" + CODE + "&state=" + STATE).body()).contains("Your part is done");
            assertThat(await(session)).isPresent();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what applications do that have no such checks
    void norIsAnErrorShownAsASuccessForWantOfAPage() throws Exception {
        pages = pages(() -> null);
        try (RedirectSession session = open()) {
            assertThat(post(session, "error=access_denied&state=" + STATE).body())
                    .contains("Sign-in was not completed");
            assertThat(await(session)).isPresent();
        }
    }

    @Test
    void aPageThatIsLateDoesNotCostTheSignIn() throws Exception {
        patience = Duration.ofMillis(1);
        CountDownLatch never = new CountDownLatch(1);
        pages = pages(() -> hanging(never));
        try (RedirectSession session = open()) {
            assertThat(post(session, "error=access_denied&state=" + STATE).body())
                    .contains("Sign-in was not completed");
            assertThat(await(session)).isPresent();
        } finally {
            never.countDown();
        }
    }

    @Test
    void aPageThatHangsDoesNotKeepThePort() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        pages = pages(() -> {
            begun.countDown();
            return hanging(never);
        });
        RedirectSession session = open();
        int port = session.redirectUri().getPort();
        try (Socket browser = RawAnswer.connect(InetAddress.getLoopbackAddress(), port)) {
            browser.getOutputStream().write(formPost("code=" + CODE + "&state=" + STATE));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

            session.close();

            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            assertThat(await(session)).as("it came all the same").isPresent();
        } finally {
            never.countDown();
        }
    }

    /** As code does that takes no hint. */
    private static ClosingPage hanging(CountDownLatch end) {
        while (true) {
            try {
                end.await();
                return ClosingPage.html("late");
            } catch (InterruptedException goesOn) {
                continue;
            }
        }
    }

    @Test
    void aThreadThatCannotBeHadForThePageCostsNoSignIn() throws Exception {
        pages = pages(ClosingPage.html("<h1>Welcome aboard</h1>"));
        List<Thread> had = new ArrayList<>();
        threads = work -> {
            Thread thread = had.isEmpty() ? new Thread(work) : threadThatCannotBeHad(work);
            had.add(thread);
            return thread;
        };
        try (RedirectSession session = open()) {
            assertThat(post(session, "code=" + CODE + "&state=" + STATE).body()).contains("Your part is done");
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

    @Test
    void anAnswerThatCameBeforeTheDeadlineIsNotLostWhenTheBrowserReadsThePageSlowly() throws Exception {
        CountDownLatch accepted = new CountDownLatch(1);
        pages = pages(() -> {
            accepted.countDown();
            return ClosingPage.html("x".repeat(20_000_000));
        });
        TestClock clock = new TestClock();
        Deadline deadline = Deadline.after(clock, Duration.ofMinutes(5));
        try (RedirectSession session = open();
                Socket browserThatReadsNothing = RawAnswer.connect(
                        InetAddress.getLoopbackAddress(), session.redirectUri().getPort())) {
            String form = "code=" + CODE + "&state=" + STATE;
            browserThatReadsNothing.getOutputStream().write(formPost(form));
            assertThat(accepted.await(60, TimeUnit.SECONDS)).isTrue();

            clock.advance(Duration.ofMinutes(6));

            assertThat(session.await(deadline, Cancellation.none())
                            .orElseThrow()
                            .value("code"))
                    .hasValue(CODE);
        }
    }

    /** Whoever asked for the port knows what to do instead, and says so. */
    @Test
    void aPortThatIsTakenIsNamedOnceAndWithoutAdvice() throws Exception {
        try (RedirectSession session = open()) {
            int port = session.redirectUri().getPort();

            assertThatThrownBy(() -> listener().listen(new RedirectExpectation(STATE, port, false)))
                    .isInstanceOf(IOException.class)
                    .message()
                    .matches("port " + port + " of the loopback interface cannot be had \\([^.()]*\\)");
        }
    }

    @Test
    void aThreadThatCannotBeHadCostsNoPort() throws Exception {
        RedirectExpectation expectation = new RedirectExpectation(STATE, freePort(), false);
        threads = LoopbackRedirectListenerTest::threadThatCannotBeHad;
        assertThatThrownBy(() -> listener().listen(expectation)).isInstanceOf(OutOfMemoryError.class);

        threads = Thread::new;
        try (RedirectSession session = listener().listen(expectation)) {
            assertThat(session.redirectUri()).hasPort(expectation.port());
        }
    }

    private static Thread threadThatCannotBeHad(Runnable work) {
        return new Thread(work) {
            @Override
            public void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };
    }

    @Test
    void aWaitThatNobodyServesAnyMoreIsAFailureAndNoTimeout() throws Exception {
        AtomicReference<Runnable> work = new AtomicReference<>(() -> {});
        threads = serving -> {
            work.set(serving);
            return new Thread(() -> {}, "ends at once");
        };
        RedirectSession session = open();
        try {
            assertThatThrownBy(() -> await(session))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + session.redirectUri().getPort());
        } finally {
            session.close();
            // what the thread would have done at its end: free the port
            work.get().run();
        }
    }

    private static byte[] formPost(String form) {
        return formPost("/", form).getBytes(StandardCharsets.UTF_8);
    }

    private static String formPost(String path, String form) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + form.length() + "\r\n\r\n" + form;
    }

    private static RedirectPages pages(ClosingPage page) {
        return pages(() -> page);
    }

    private static RedirectPages pages(Supplier<ClosingPage> page) {
        return new RedirectPages() {
            @Override
            public ClosingPage success() {
                return page.get();
            }

            @Override
            public ClosingPage failure(String error, Optional<String> description) {
                return page.get();
            }
        };
    }
}
