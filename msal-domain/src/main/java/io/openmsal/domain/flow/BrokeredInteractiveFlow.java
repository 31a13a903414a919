package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.browser.Browser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs in the person in front of the machine, where the operating system may have a broker: with it where it is there and serves
 * the authority, in the browser otherwise. Safe for many threads.
 *
 * <p>Unless the request says what to ask the person, the broker is first asked without a window: for the account that the login
 * hint names, then for whoever is signed in to the operating system.
 */
public final class BrokeredInteractiveFlow {

    private final BrokerExchange broker;
    private final InteractiveFlow interactive;
    private final TokenCache cache;

    /**
     * Makes the flow of one application.
     *
     * @param broker what asks the broker
     * @param interactive what works without one
     * @param cache tells who is known by a user name
     */
    public BrokeredInteractiveFlow(BrokerExchange broker, InteractiveFlow interactive, TokenCache cache) {
        this.broker = broker;
        this.interactive = interactive;
        this.cache = cache;
    }

    /**
     * Signs the person in. Browser and port are of use without a broker only; so are scopes to consent to beforehand, which no
     * broker takes.
     *
     * @param authority where they sign in
     * @param parameters what is asked for
     * @param browser what shows the page
     * @param port the loopback port to listen on, or 0 for any
     * @param queryAccepted whether the answer may come in a query when the provider does not say that it offers {@code form_post}
     * @param call the call; its deadline bounds the wait
     * @return the token
     * @throws MsalException when there is no token
     */
    public AuthenticationResult acquire(
            Authority authority,
            AuthorizationParameters parameters,
            Browser browser,
            int port,
            boolean queryAccepted,
            CallContext call) {
        if (!broker.serves(authority, parameters.shape(), call)) {
            return interactive.acquire(authority, parameters, browser, port, queryAccepted, call);
        }
        BrokerWish wish = BrokerWish.of(authority, parameters);
        Optional<AuthenticationResult> quiet = withoutWindow(wish, call);
        if (quiet.isPresent()) {
            return quiet.get();
        }
        return broker.keepSignIn(wish, broker.askWithWindow(wish, call), call);
    }

    private Optional<AuthenticationResult> withoutWindow(BrokerWish wish, CallContext call) {
        boolean windowForbidden = wish.parameters().prompt().equals(Optional.of(Prompt.NONE));
        boolean windowWanted = wish.parameters().prompt().isPresent()
                || wish.parameters().maxAge().isPresent();
        if (windowWanted && !windowForbidden) {
            return Optional.empty();
        }
        Optional<AuthenticationResult> quiet = ofTheAccountHintedAt(wish, call);
        return quiet.isPresent() ? quiet : ofWhoeverIsSignedIn(wish, windowForbidden, call);
    }

    private Optional<AuthenticationResult> ofTheAccountHintedAt(BrokerWish wish, CallContext call) {
        List<Account> known = wish.parameters().loginHint().stream()
                .flatMap(hint -> cache.accounts(wish.authority().environment()).stream()
                        .filter(account -> account.username().equalsIgnoreCase(hint)))
                .collect(Collectors.toList());
        if (known.size() != 1) {
            return Optional.empty();
        }
        BrokerWish about = wish.about(known.get(0).homeAccountId());
        try {
            return Optional.of(broker.keepSignIn(about, broker.askSilently(about, call), call));
        } catch (MsalInteractionRequiredException windowNeeded) {
            return Optional.empty();
        }
    }

    private Optional<AuthenticationResult> ofWhoeverIsSignedIn(
            BrokerWish wish, boolean windowForbidden, CallContext call) {
        BrokerTokens tokens;
        try {
            tokens = broker.askSilently(wish, call);
        } catch (MsalInteractionRequiredException windowNeeded) {
            if (windowForbidden) {
                throw windowNeeded;
            }
            return Optional.empty();
        }
        if (isHintedAt(wish, tokens)) {
            return Optional.of(broker.keepSignIn(wish, tokens, call));
        }
        if (windowForbidden) {
            throw new MsalInteractionRequiredException(
                    "Another account is signed in to the operating system than the login hint names, and the prompt is none."
                            + " Nothing was kept; sign the user in with a window.",
                    call.correlationId(),
                    null);
        }
        return Optional.empty();
    }

    private boolean isHintedAt(BrokerWish wish, BrokerTokens tokens) {
        Optional<String> hint = wish.parameters().loginHint();
        return !hint.isPresent()
                || broker.usernameIn(tokens)
                        .filter(hint.get()::equalsIgnoreCase)
                        .isPresent();
    }
}
