package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.port.browser.RedirectSession;
import io.openmsal.testing.browser.FakeBrowser;
import io.openmsal.testing.browser.FakeRedirectListener;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InteractiveFlowTest {

    private Flows flows = new Flows();
    private final FakeRedirectListener listener = new FakeRedirectListener();
    private final Cancellation cancellation = new Cancellation();
    private RedirectListener heard = listener;
    private Duration timeout = Duration.ofMinutes(5);
    private int port;

    private AuthenticationResult acquire(Browser browser, boolean queryAccepted) {
        Authority authority = flows.authority;
        InteractiveFlow flow = new InteractiveFlow(
                flows.authorizationCode, flows.redemption, heard, flows.random, flows.clock, Flows.REQUEST_TIMEOUT);
        return flow.acquire(
                authority,
                AuthorizationParameters.of(Scopes.requested("User.Read")),
                browser,
                port,
                queryAccepted,
                new CallContext("c", Deadline.after(flows.clock, timeout), cancellation));
    }

    /** Shows the page, and scripts the token endpoint to answer with the nonce that the page was asked with. */
    private Browser personWhoSignsIn() {
        return address -> {
            String nonce = FakeBrowser.parametersOf(address).get("nonce");
            flows.http.reply(
                    200, Answers.personal("token-1").claim("nonce", nonce).json());
            return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "opened");
        };
    }

    @Test
    void thePageIsOpenedAndTheCodeRedeemedWithTheListenersRedirectUri() {
        listener.answeringWithCode("the-code");

        AuthenticationResult result = acquire(personWhoSignsIn(), false);

        assertThat(result.accessToken()).isEqualTo("token-1");
        assertThat(flows.http.onlyRequest().formParameters())
                .containsEntry("code", "the-code")
                .containsEntry(
                        "redirect_uri", listener.sessions().get(0).redirectUri().toString());
        assertThat(listener.openSessions()).isZero();
    }

    @Test
    void theAnswerIsAskedForAsAFormPostAndInNoOtherWay() {
        listener.answeringWithCode("the-code");
        URI[] shown = new URI[1];

        acquire(
                address -> {
                    shown[0] = address;
                    return personWhoSignsIn().open(address);
                },
                true);

        assertThat(FakeBrowser.parametersOf(shown[0])).containsEntry("response_mode", "form_post");
        assertThat(listener.expectations())
                .extracting(RedirectExpectation::queryAccepted)
                .containsExactly(false);
    }

    /** OpenID Connect Discovery §3 and RFC 8414 §2 name query and fragment as what such a provider can do. */
    @Test
    void aProviderThatListsNoModesIsAskedForAFormPostAndMayAnswerByQueryWhereTheCallerAllowsIt() {
        signInAtAProviderThatSays("");
        FakeBrowser browser = new FakeBrowser();
        listener.answering(Map.of("error", "access_denied")).answering(Map.of("error", "access_denied"));

        assertThatThrownBy(() -> acquire(browser, false)).isInstanceOf(MsalCancelledException.class);
        assertThatThrownBy(() -> acquire(browser, true)).isInstanceOf(MsalCancelledException.class);

        assertThat(browser.addresses())
                .extracting(address -> FakeBrowser.parametersOf(address).get("response_mode"))
                .containsExactly("form_post", "form_post");
        assertThat(listener.expectations())
                .extracting(RedirectExpectation::queryAccepted)
                .containsExactly(false, true);
    }

    @Test
    void whoWaitedInVainForAFormPostThatNobodyPromisedIsToldOfTheQuery() {
        signInAtAProviderThatSays("");
        listener.answeringNothing().answeringNothing();

        assertThatThrownBy(() -> acquire(new FakeBrowser(), false))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("Nobody finished signing in at idp.example in time")
                .hasMessageContaining("acceptQueryResponse()");
        assertThatThrownBy(() -> acquire(new FakeBrowser(), true))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageNotContaining("acceptQueryResponse()");
    }

    private void signInAtAProviderThatSays(String more) {
        flows = new Flows(OidcAuthority.of("https://idp.example", LoopbackHttp.REFUSED), ClientCredential.none());
        flows.http.reply(
                200,
                "{\"issuer\":\"https://idp.example\",\"authorization_endpoint\":\"https://idp.example/a\","
                        + "\"token_endpoint\":\"https://idp.example/t\"" + more + "}");
    }

    @Test
    void aQueryIsAcceptedOnlyWhereTheProviderKnowsNothingBetterAndTheCallerAllowsIt() {
        signInAtAProviderThatSays(",\"response_modes_supported\":[\"query\"]");

        assertThatThrownBy(() -> acquire(personWhoSignsIn(), false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("acceptQueryResponse()");

        listener.answering(Map.of("error", "access_denied"));
        assertThatThrownBy(() -> acquire(personWhoSignsIn(), true)).isInstanceOf(MsalCancelledException.class);
        assertThat(listener.expectations())
                .extracting(RedirectExpectation::queryAccepted)
                .containsExactly(true);
    }

    @Test
    void withoutABrowserThePersonIsToldWhatToDoAndThePortIsFree() {
        listener.answeringNothing();

        assertThatThrownBy(() -> acquire(
                        address -> new BrowserLaunch(BrowserLaunch.Outcome.REFUSED, "there is no display"), false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("there is no display")
                .hasMessageContaining("device code");
        assertThat(listener.openSessions()).isZero();
    }

    @Test
    void aBrowserOfTheApplicationsThatFailsIsATypedFailureAndThePortIsFree() {
        IllegalStateException noDesktop = new IllegalStateException("no desktop");
        listener.answeringNothing();

        assertThatThrownBy(() -> acquire(
                        address -> {
                            throw noDesktop;
                        },
                        false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("opens the browser")
                .hasCause(noDesktop);
        assertThat(listener.openSessions()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // what applications do that have no such checks
    void aBrowserOfTheApplicationsThatSaysNothingIsATypedFailureAndThePortIsFree() {
        listener.answeringNothing();

        assertThatThrownBy(() -> acquire(address -> null, false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasFieldOrPropertyWithValue("errorCode", "browser_not_available")
                .hasMessageContaining("opens the browser for the sign-in at login.microsoftonline.com")
                .hasRootCauseMessage("open(...) returned null");
        assertThat(listener.openSessions()).isZero();
    }

    @Test
    void aListenerOfTheApplicationsThatFailsIsATypedFailure() {
        IllegalStateException noLoopback = new IllegalStateException("no loopback here");
        heard = expectation -> {
            throw noLoopback;
        };

        assertThatThrownBy(() -> acquire(personWhoSignsIn(), false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasFieldOrPropertyWithValue("errorCode", "loopback_listener_failed")
                .hasMessageContaining("listens for the end of the sign-in at login.microsoftonline.com")
                .hasCause(noLoopback);
    }

    @Test
    void aListenerThatEndsByItselfIsATypedFailureAndNoTimeout() {
        IllegalStateException ended = new IllegalStateException("ended");
        heard = expectation -> new SessionWith(listener.listen(expectation)) {
            @Override
            public Optional<RedirectParameters> await(Deadline deadline, Cancellation cancelled) {
                throw ended;
            }
        };

        assertThatThrownBy(() -> acquire(new FakeBrowser(), false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasFieldOrPropertyWithValue("errorCode", "loopback_listener_failed")
                .hasCause(ended);
        assertThat(listener.openSessions()).isZero();
    }

    @Test
    void aListenerThatDoesNotCloseCostsNoSignIn() {
        listener.answeringWithCode("the-code");
        heard = expectation -> new SessionWith(listener.listen(expectation)) {
            @Override
            public void close() {
                super.close();
                throw new IllegalStateException("cannot close");
            }
        };

        assertThat(acquire(personWhoSignsIn(), false).accessToken()).isEqualTo("token-1");
    }

    @Test
    void aListenerThatDoesNotSayWhereItListensIsATypedFailureAndNobodyIsAsked() {
        FakeBrowser browser = new FakeBrowser();
        heard = expectation -> new SessionWith(listener.listen(expectation)) {
            @Override
            public URI redirectUri() {
                throw new IllegalStateException("nowhere");
            }
        };

        assertThatThrownBy(() -> acquire(browser, false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasFieldOrPropertyWithValue("errorCode", "loopback_listener_failed");
        assertThat(browser.addresses()).isEmpty();
        assertThat(listener.openSessions()).isZero();
    }

    private static class SessionWith implements RedirectSession {

        private final RedirectSession open;

        SessionWith(RedirectSession open) {
            this.open = open;
        }

        @Override
        public URI redirectUri() {
            return open.redirectUri();
        }

        @Override
        public Optional<RedirectParameters> await(Deadline deadline, Cancellation cancelled)
                throws InterruptedException {
            return open.await(deadline, cancelled);
        }

        @Override
        public void close() {
            open.close();
        }
    }

    @Test
    void aCodeWhoseRedemptionTakesTooLongNamesTheOptionThatBoundsIt() {
        listener.answeringWithCode("the-code");
        flows.http.replyWith(request -> {
            flows.clock.advance(Flows.REQUEST_TIMEOUT);
            throw new UncheckedIOException(new SocketTimeoutException("no answer"));
        });

        assertThatThrownBy(() -> acquire(new FakeBrowser(), false))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("A single request to login.microsoftonline.com took longer than one may")
                .hasMessageContaining("timeout(...) of the application's builder");
    }

    @Test
    void aPageThatNobodyFinishesEndsInATimeoutAndThePortIsFree() {
        listener.answeringNothing();

        assertThatThrownBy(() -> acquire(
                        address -> {
                            flows.clock.advance(Duration.ofMinutes(6));
                            return new BrowserLaunch(BrowserLaunch.Outcome.UNKNOWN, "-");
                        },
                        false))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("Nobody finished signing in at login.microsoftonline.com in time")
                .hasMessageContaining("timeout(...)");
        assertThat(listener.openSessions()).isZero();
    }

    /** AADSTS50011 is told on a page of the provider, and nobody comes back from there. */
    @Test
    void whoWaitedInVainIsToldWhichRedirectUriHasToBeRegisteredAndHow() {
        listener.answeringNothing();

        assertThatThrownBy(() -> acquire(new FakeBrowser(), false))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining(
                        "redirect URI " + listener.sessions().get(0).redirectUri())
                .hasMessageContaining("public client")
                .hasMessageContaining("\"Mobile and desktop applications\"");
    }

    @Test
    void cancellingEndsTheWaitAndThePortIsFree() {
        listener.answeringNothing();

        assertThatThrownBy(() -> acquire(
                        address -> {
                            cancellation.cancel();
                            return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "-");
                        },
                        false))
                .isInstanceOf(MsalCancelledException.class)
                .hasMessageContaining("Cancelled while the person was signing in at login.microsoftonline.com");
        assertThat(listener.openSessions()).isZero();
    }

    @Test
    void aCallThatWasCancelledBeforehandShowsNobodyAPage() {
        FakeBrowser browser = new FakeBrowser();
        cancellation.cancel();

        assertThatThrownBy(() -> acquire(browser, false)).isInstanceOf(MsalCancelledException.class);

        assertThat(browser.addresses()).isEmpty();
        assertThat(listener.sessions()).isEmpty();
    }

    @Test
    void aCallWhoseTimeIsOverBeforehandShowsNobodyAPage() {
        FakeBrowser browser = new FakeBrowser();
        timeout = Duration.ZERO;

        assertThatThrownBy(() -> acquire(browser, false)).isInstanceOf(MsalTimeoutException.class);

        assertThat(browser.addresses()).isEmpty();
        assertThat(listener.sessions()).isEmpty();
    }

    @Test
    void aThreadThatWasInterruptedBeforehandShowsNobodyAPageAndStaysInterrupted() {
        FakeBrowser browser = new FakeBrowser();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> acquire(browser, false))
                    .isInstanceOf(MsalCancelledException.class)
                    .hasMessageContaining("interrupted before the person was asked to sign in at");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(browser.addresses()).isEmpty();
        assertThat(listener.sessions()).isEmpty();
    }

    @Test
    void aCallThatIsCancelledWhileThePortIsOpenedShowsNobodyAPageAndThePortIsFree() {
        FakeBrowser browser = new FakeBrowser();
        heard = expectation -> {
            RedirectSession session = listener.listen(expectation);
            cancellation.cancel();
            return session;
        };

        assertThatThrownBy(() -> acquire(browser, false)).isInstanceOf(MsalCancelledException.class);

        assertThat(browser.addresses()).isEmpty();
        assertThat(listener.openSessions()).isZero();
    }

    @Test
    void aPortThatIsTakenIsAConfigurationFailureWithANextStep() {
        listener.failingToListen("the address is in use");
        port = 4711;

        assertThatThrownBy(() -> acquire(personWhoSignsIn(), false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("loopback port 4711: the address is in use")
                .hasMessageEndingWith("Choose another port, or none to take any free one.");
    }

    @Test
    void whereNoPortCanBeHadNobodyIsToldToChooseAnother() {
        listener.failingToListen("operation not permitted");

        assertThatThrownBy(() -> acquire(personWhoSignsIn(), false))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("any loopback port: operation not permitted")
                .hasMessageEndingWith("Check that this process may listen on the loopback interface.");
    }
}
