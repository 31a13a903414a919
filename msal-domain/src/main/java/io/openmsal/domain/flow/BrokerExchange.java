package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Scrubber;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalBrokerException;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.broker.Broker;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.net.URI;
import java.util.Collections;
import java.util.Optional;

/**
 * What one application says to the operating system's broker, and what it makes of the answers: tokens that are checked before
 * anything is kept, and refusals in the library's own family of failures. Safe for many threads.
 */
public final class BrokerExchange {

    /** What an SSH certificate begins with, in the form of OpenSSH: the length of its type's name, in base64. */
    private static final String CERTIFICATE_START = "AAAA";

    private final String clientId;
    private final Broker broker;
    private final ClaimsParameter claims;
    private final TokenRedemption redemption;
    private final EventSink events;

    /**
     * Makes the exchange of one application.
     *
     * @param clientId the application
     * @param broker who is asked
     * @param claims what writes the claims that are asked for
     * @param redemption what keeps tokens
     * @param events who is told about trouble that costs nobody a token
     */
    public BrokerExchange(
            String clientId, Broker broker, ClaimsParameter claims, TokenRedemption redemption, EventSink events) {
        this.clientId = clientId;
        this.broker = broker;
        this.claims = claims;
        this.redemption = redemption;
        this.events = events;
    }

    /** Whether the broker is there, and can do what is asked for. */
    boolean serves(Authority authority, RequestShape shape, CallContext call) {
        return wouldServe(authority, shape) && isThere(call);
    }

    /** Whether the broker can do what is asked for, if it is there. Asks nobody. */
    boolean wouldServe(Authority authority, RequestShape shape) {
        return broker != Broker.none()
                && authority.isServedByBrokers()
                && shape.brokerBinding().isPresent();
    }

    /** Whether the broker is there. To find that out may cost a connection to it. */
    boolean isThere(CallContext call) {
        ServerExchange.stopIfOver("search for the broker", call);
        boolean there = isAvailable(call);
        // one that was not waited for to the end may be there all the same
        ServerExchange.stopIfOver("search for the broker", call);
        return there;
    }

    private boolean isAvailable(CallContext call) {
        try {
            return broker.isAvailable(call.deadline(), call.cancellation());
        } catch (RuntimeException broken) {
            throw brokenContract("The broker was asked whether it is there", broken, call);
        }
    }

    /** Asks without a window; nothing is kept. */
    BrokerTokens askSilently(BrokerWish wish, CallContext call) {
        return ask(broker::acquireSilently, wish, call);
    }

    /** Asks, with a window if one is needed; nothing is kept. */
    BrokerTokens askWithWindow(BrokerWish wish, CallContext call) {
        return ask(broker::acquireInteractively, wish, call);
    }

    /** Who the tokens say signed in. */
    Optional<String> usernameIn(BrokerTokens tokens) {
        return tokens.idToken().flatMap(redemption::claimsIn).flatMap(IdTokenClaims::username);
    }

    /** Keeps what the broker gave to a person who has just signed in. */
    AuthenticationResult keepSignIn(BrokerWish wish, BrokerTokens tokens, CallContext call) {
        return redemption.keepBrokered(wish, tokens, CacheRefreshReason.NOT_APPLICABLE, true, call);
    }

    /** Keeps what the broker gave to a person who signed in before. */
    AuthenticationResult keepRenewed(
            BrokerWish wish, BrokerTokens tokens, CacheRefreshReason reason, CallContext call) {
        return redemption.keepBrokered(wish, tokens, reason, false, call);
    }

    /** Has the broker forget a person. That it cannot is no reason to keep them here. */
    void signOut(Authority authority, Account account) {
        if (!wouldServe(authority, RequestShape.PLAIN)) {
            return;
        }
        try {
            if (broker.isAvailable()) {
                broker.signOut(clientId, account.homeAccountId());
            }
        } catch (BrokerRefusedException | RuntimeException failure) {
            events.tell(Event.of(Event.Level.WARNING, "broker.sign_out_failed").with("said", said(failure)));
        }
    }

    @FunctionalInterface
    private interface Question {
        BrokerTokens put(BrokerRequest request) throws BrokerRefusedException;
    }

    private BrokerTokens ask(Question question, BrokerWish wish, CallContext call) {
        ServerExchange.stopIfOver("sign-in through the broker", call);
        BrokerTokens tokens;
        try {
            tokens = question.put(requestOf(wish, call));
        } catch (BrokerRefusedException refusal) {
            throw failure(refusal, wish, call);
        } catch (RuntimeException broken) {
            String tried = "The broker was asked for " + asked(wish) + " at "
                    + wish.authority().host();
            throw brokenContract(tried, broken, call);
        }
        refuseOther(tokens, wish, call);
        return tokens;
    }

    private static MsalBrokerException brokenContract(String tried, RuntimeException broken, CallContext call) {
        return new MsalBrokerException(
                "broker_error",
                tried + " and threw " + said(broken)
                        + ", which its contract does not allow. Look at the broker's own log, or build the application"
                        + " without it.",
                call.correlationId(),
                broken);
    }

    private BrokerRequest requestOf(BrokerWish wish, CallContext call) {
        return new BrokerRequest(
                clientId,
                URI.create(wish.authority().toString()),
                asked(wish).values(),
                wish.homeAccountId(),
                wish.parameters().loginHint(),
                wish.promptName(),
                claims.of(wish.shape()),
                binding(wish.shape()),
                wish.further(),
                call.correlationId(),
                call.deadline(),
                call.cancellation());
    }

    /** A broker adds nothing by itself, and is not asked for nothing. */
    private Scopes asked(BrokerWish wish) {
        return redemption.askedFor(wish.scopes());
    }

    private static TokenBinding binding(RequestShape shape) {
        return shape.brokerBinding().orElse(TokenBinding.unbound());
    }

    /** A broker is trusted with the sign-in, and still may have mistaken what was asked for. */
    private static void refuseOther(BrokerTokens tokens, BrokerWish wish, CallContext call) {
        boolean isCertificate = binding(wish.shape()) instanceof TokenBinding.SshCertificate;
        if (!wish.shape().accepts(tokens.tokenType())
                || (isCertificate && !tokens.accessToken().reveal().startsWith(CERTIFICATE_START))) {
            throw new MsalUntrustedResponseException(
                    "token_type_mismatch",
                    "The broker was asked for a token of type " + wish.shape().tokenType() + " and gave another one, so"
                            + " nothing was kept. Check that the broker can do that, or build the application without it.",
                    call.correlationId(),
                    null);
        }
        if (wish.homeAccountId().isPresent() && !wish.homeAccountId().get().equals(tokens.homeAccountId())) {
            throw new MsalUntrustedResponseException(
                    "user_mismatch",
                    "The broker gave tokens of another account than was asked for, so nothing was kept. Sign the user in"
                            + " again.",
                    call.correlationId(),
                    null);
        }
    }

    private MsalException failure(BrokerRefusedException refusal, BrokerWish wish, CallContext call) {
        if (refusal.reason() != BrokerRefusedException.Reason.INTERACTION_REQUIRED) {
            // the caller's own wish or limit comes before what the broker makes of it
            ServerExchange.stopIfOver("sign-in through the broker", call);
        }
        String tried = "The broker was asked for " + asked(wish) + " at "
                + wish.authority().host() + " and said: " + said(refusal) + ". ";
        return switch (refusal.reason()) {
            case INTERACTION_REQUIRED ->
                new MsalInteractionRequiredException(
                        tried + "Sign the user in interactively.", call.correlationId(), refusal);
            case CANCELLED ->
                new MsalCancelledException(
                        "authentication_canceled",
                        tried + "The sign-in was given up; offer to start it again.",
                        call.correlationId(),
                        refusal);
            case FAILED -> failed(refusal, tried, call);
        };
    }

    /** AADSTS50011: the redirect URI is not registered. AADSTS7000218: it is, for a client that has to show a secret. */
    private static MsalException failed(BrokerRefusedException refusal, String tried, CallContext call) {
        String message = String.valueOf(refusal.getMessage());
        if (message.contains("AADSTS50011") || message.contains("AADSTS7000218")) {
            return new MsalConfigurationException(
                    "broker_redirect_uri_not_registered",
                    tried
                            + "Register the broker's redirect URI for the application, as a public client (platform \"Mobile and"
                            + " desktop applications\"): on Windows ms-appx-web://Microsoft.AAD.BrokerPlugin/{client id}, on"
                            + " macOS msauth.com.msauth.unsignedapp://auth, on Linux https://login.microsoftonline.com/common/oauth2/nativeclient.",
                    call.correlationId(),
                    refusal);
        }
        return new MsalBrokerException(
                "broker_error",
                tried
                        + "Try again; if this repeats, look at the broker's own log, or build the application without it.",
                call.correlationId(),
                refusal);
    }

    private static String said(Exception failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : new Scrubber(Collections.emptyList()).scrub(failure.getMessage());
    }
}
