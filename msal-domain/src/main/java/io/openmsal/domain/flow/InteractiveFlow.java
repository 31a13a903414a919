package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.FormPostSupport;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.RedirectExpectation;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.port.browser.RedirectSession;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Signs in the person in front of the machine, in their own browser (RFC 8252). Safe for many threads. */
public final class InteractiveFlow {

    private final AuthorizationCodeFlow codes;
    private final TokenRedemption redemption;
    private final RedirectListener listener;
    private final RandomValues random;
    private final SingleRequest single;

    /**
     * Makes the flow of one application.
     *
     * @param codes the two steps this one ties together
     * @param redemption what knows the addresses
     * @param listener what hears the browser come back
     * @param random what makes the state
     * @param clock what tells the time
     * @param requestTimeout how long a single request may take
     */
    public InteractiveFlow(
            AuthorizationCodeFlow codes,
            TokenRedemption redemption,
            RedirectListener listener,
            RandomValues random,
            Clock clock,
            Duration requestTimeout) {
        this.codes = codes.interactively();
        this.redemption = redemption;
        this.listener = listener;
        this.random = random;
        this.single = new SingleRequest(requestTimeout, clock);
    }

    /**
     * Opens the browser and waits until the person has signed in.
     *
     * @param authority where they sign in
     * @param parameters what is asked for
     * @param browser what shows the page
     * @param port the loopback port to listen on, or 0 for any
     * @param queryAccepted whether the answer may come in a query when the provider does not say that it offers {@code form_post}
     * @param call the call; its deadline bounds the wait
     * @return the token
     * @throws MsalCancelledException when the person declined, or the call was cancelled
     * @throws MsalTimeoutException when the time ran out
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult acquire(
            Authority authority,
            AuthorizationParameters parameters,
            Browser browser,
            int port,
            boolean queryAccepted,
            CallContext call) {
        stopIfOver(authority, call);
        FormPostSupport formPost = single.of(
                authority,
                call,
                limited -> redemption.endpointsOf(authority, limited).formPost());
        ResponseMode mode = responseMode(authority, formPost, queryAccepted);
        boolean queryTaken = queryAccepted && formPost != FormPostSupport.OFFERED;
        Secret state = random.unguessable();
        PendingSignIn pending;
        RedirectParameters answer;
        RedirectSession session = listen(authority, state, port, queryTaken, call);
        try {
            URI redirectUri = redirectUriOf(session, authority, call);
            pending = single.of(
                    authority, call, limited -> codes.begin(authority, parameters, redirectUri, mode, state, limited));
            stopIfOver(authority, call);
            BrowserLaunch launch = open(browser, pending.authorizationUri(), authority, call);
            if (launch.outcome() == BrowserLaunch.Outcome.REFUSED) {
                throw new MsalConfigurationException(
                        "browser_not_available",
                        "No browser could be opened for the sign-in at " + authority.host() + ": " + launch.detail()
                                + ". Show the address with a browser of your own, or use the device code flow.");
            }
            boolean mayHaveBeenTurnedAway = formPost == FormPostSupport.UNSAID && !queryTaken;
            answer = await(session, authority, redirectUri, mayHaveBeenTurnedAway, call);
        } finally {
            close(session);
        }
        // nobody needs the port while the provider takes its time over the code
        return single.of(
                authority, call, limited -> codes.complete(authority, pending, answer, parameters.shape(), limited));
    }

    /** Nobody is shown the page of a call that is over. */
    private static void stopIfOver(Authority authority, CallContext call) {
        ServerExchange.stopIfOver("preparation of the sign-in at " + authority.host(), call);
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(
                    "The thread was interrupted before the person was asked to sign in at " + authority.host(), call);
        }
    }

    private static MsalCancelledException cancelled(String how, CallContext call) {
        return new MsalCancelledException("authentication_canceled", how + ".", call.correlationId(), null);
    }

    private static BrowserLaunch open(Browser browser, URI address, Authority authority, CallContext call) {
        return Callback.of(
                "What opens the browser for the sign-in at " + authority.host(),
                "browser_not_available",
                "so nobody was asked to sign in",
                call,
                () -> Objects.requireNonNull(browser.open(address), "open(...) returned null"));
    }

    private static ResponseMode responseMode(Authority authority, FormPostSupport formPost, boolean queryAccepted) {
        if (formPost != FormPostSupport.NOT_OFFERED) {
            return ResponseMode.FORM_POST;
        }
        if (queryAccepted) {
            return ResponseMode.QUERY;
        }
        throw new MsalConfigurationException(
                "form_post_not_supported",
                "The provider " + authority
                        + " does not offer the response mode form_post. If its answer may stand in the"
                        + " browser's history, allow it with acceptQueryResponse().");
    }

    private RedirectSession listen(Authority authority, Secret state, int port, boolean queryTaken, CallContext call) {
        RedirectExpectation expectation = new RedirectExpectation(state.reveal(), port, queryTaken);
        return ofTheListener(authority, "so nobody was asked to sign in", call, () -> sessionOn(expectation, call));
    }

    private static URI redirectUriOf(RedirectSession session, Authority authority, CallContext call) {
        return ofTheListener(
                authority,
                "so nobody was asked to sign in",
                call,
                () -> Objects.requireNonNull(session.redirectUri(), "redirectUri() returned null"));
    }

    private static void close(RedirectSession session) {
        try {
            session.close();
        } catch (Exception notClosed) {
            // the answer is here, or the call has a failure of its own
        }
    }

    private static <T> T ofTheListener(Authority authority, String consequence, CallContext call, Supplier<T> code) {
        return Callback.of(
                "What listens for the end of the sign-in at " + authority.host(),
                "loopback_listener_failed",
                consequence,
                call,
                code);
    }

    private RedirectSession sessionOn(RedirectExpectation expectation, CallContext call) {
        int port = expectation.port();
        try {
            return Objects.requireNonNull(listener.listen(expectation), "listen(...) returned null");
        } catch (IOException taken) {
            throw new MsalConfigurationException(
                    "loopback_port_not_available",
                    "Cannot listen for the end of the sign-in on "
                            + (port == 0 ? "any loopback port" : "loopback port " + port) + ": " + taken.getMessage()
                            + (port == 0
                                    ? ". Check that this process may listen on the loopback interface."
                                    : ". Choose another port, or none to take any free one."),
                    call.correlationId(),
                    taken);
        }
    }

    private static RedirectParameters await(
            RedirectSession session,
            Authority authority,
            URI redirectUri,
            boolean mayHaveBeenTurnedAway,
            CallContext call) {
        Optional<RedirectParameters> answer = ofTheListener(
                authority, "so the browser could not come back", call, () -> answerTo(session, authority, call));
        if (answer.isPresent()) {
            return answer.get();
        }
        if (call.cancellation().isCancelled()) {
            throw cancelled("Cancelled while the person was signing in at " + authority.host(), call);
        }
        throw new MsalTimeoutException(
                "request_timeout",
                "Nobody finished signing in at " + authority.host()
                        + " in time. Start again, or allow more with timeout(...). If the browser showed that the redirect"
                        + " URI " + redirectUri
                        + " is not registered, register it for a public client (in Microsoft Entra"
                        + " on the platform \"Mobile and desktop applications\", without the port)."
                        + (mayHaveBeenTurnedAway
                                ? " If the browser showed that only a form post is taken, allow the query with"
                                        + " acceptQueryResponse()."
                                : ""),
                call.correlationId(),
                null);
    }

    private static Optional<RedirectParameters> answerTo(
            RedirectSession session, Authority authority, CallContext call) {
        try {
            return Objects.requireNonNull(
                    session.await(call.deadline(), call.cancellation()), "await(...) returned null");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled("The thread was interrupted while the person was signing in at " + authority.host(), call);
        }
    }
}
