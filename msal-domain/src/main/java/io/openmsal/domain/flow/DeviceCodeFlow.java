package io.openmsal.domain.flow;

import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.domain.oauth.DeviceAuthorizationEndpoint;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.oauth.DeviceCodeGrant;
import io.openmsal.domain.oauth.SignInExpectation;
import io.openmsal.domain.oauth.TokenRefused;
import io.openmsal.domain.oauth.TokenReply;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Signs a person in who uses another device for it (RFC 8628): in one call that shows the code and waits, or in two steps between which the
 * process may end. Safe for many threads.
 */
public final class DeviceCodeFlow {

    private static final String PURPOSE = "wait for the device code to be used";
    private static final String PENDING = "authorization_pending";
    private static final String SLOW_DOWN = "slow_down";
    private static final Duration LONGEST_OF_OURS = Duration.ofSeconds(30);

    private final DeviceAuthorizationEndpoint endpoint;
    private final TokenRedemption redemption;
    private final Sleeper sleeper;
    private final Clock clock;
    private final SingleRequest single;

    /**
     * Makes the flow of one application.
     *
     * @param endpoint what issues codes
     * @param redemption what fetches tokens
     * @param sleeper what waits between polls
     * @param clock what tells the time
     * @param requestTimeout how long a single request may take
     */
    public DeviceCodeFlow(
            DeviceAuthorizationEndpoint endpoint,
            TokenRedemption redemption,
            Sleeper sleeper,
            Clock clock,
            Duration requestTimeout) {
        this.endpoint = endpoint;
        this.redemption = redemption;
        this.sleeper = sleeper;
        this.clock = clock;
        this.single = new SingleRequest(requestTimeout, clock);
    }

    /**
     * Gets a code, shows it, and waits until the person has signed in with it.
     *
     * @param authority who issues the tokens
     * @param scopes what for
     * @param shape what is asked for beyond them
     * @param show shows the code to the person; called once, before the wait
     * @param call the call; its deadline bounds the wait, beside the code's own expiry
     * @return the token
     * @throws MsalCancelledException when the person declined, or the call was cancelled
     * @throws MsalTimeoutException when the code or the call's time ran out
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult acquire(
            Authority authority, Scopes scopes, RequestShape shape, Consumer<DeviceCode> show, CallContext call) {
        DeviceCode code = begin(authority, scopes, shape, call);
        show(code, show, authority, call);
        return finish(authority, scopes, shape, code, call);
    }

    /**
     * Gets a code, and leaves it to the caller to show it.
     *
     * @param authority who issues the tokens
     * @param scopes what for
     * @param shape what is asked for beyond them
     * @param call the call
     * @return the code
     * @throws MsalException when the provider offers no device codes, refuses, or does not answer
     */
    public DeviceCode begin(Authority authority, Scopes scopes, RequestShape shape, CallContext call) {
        return single.of(
                authority,
                call,
                limited -> endpoint.request(
                        authority,
                        redemption.endpointsOf(authority, limited),
                        redemption.personal(scopes),
                        shape,
                        limited));
    }

    /**
     * Waits until the person has signed in with a code that was shown to them.
     *
     * @param authority who issued the code
     * @param scopes what it was asked for
     * @param shape what was asked for beyond them
     * @param code the code
     * @param call the call; its deadline bounds the wait, beside the code's own expiry
     * @return the token
     * @throws MsalCancelledException when the person declined, or the call was cancelled
     * @throws MsalTimeoutException when the code or the call's time ran out
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult finish(
            Authority authority, Scopes scopes, RequestShape shape, DeviceCode code, CallContext call) {
        return keep(authority, poll(authority, code, shape, call), scopes, shape, call);
    }

    /**
     * Asks once whether the person has signed in with a code that was shown to them.
     *
     * @param authority who issued the code
     * @param scopes what it was asked for
     * @param shape what was asked for beyond them
     * @param code the code
     * @param call the call
     * @return the token; empty when they have not yet
     * @throws MsalThrottledException when the provider was asked too soon, saying when to ask again
     * @throws MsalCancelledException when the person declined, or the call was cancelled
     * @throws MsalTimeoutException when the code or the call's time ran out
     * @throws MsalException when there is no token for another reason
     */
    public Optional<AuthenticationResult> finishIfUsed(
            Authority authority, Scopes scopes, RequestShape shape, DeviceCode code, CallContext call) {
        if (isOver(code)) {
            throw expired(authority, code, null, call);
        }
        TokenReply reply = tryOnce(authority, code, shape, call);
        if (!(reply instanceof TokenRefused refused)) {
            return Optional.of(keep(authority, reply.orThrow(), scopes, shape, call));
        }
        if (refused.error().equals(PENDING)) {
            return Optional.empty();
        }
        throw refused.error().equals(SLOW_DOWN) ? tooSoon(authority, code, refused) : refused.failure();
    }

    private AuthenticationResult keep(
            Authority authority, TokensIssued issued, Scopes scopes, RequestShape shape, CallContext call) {
        return shape.present(single.of(
                authority,
                call,
                limited -> redemption.keepSignIn(
                        authority,
                        issued,
                        scopes,
                        SignInExpectation.none(),
                        SignInOrigin.of(AccountSource.DEVICE_CODE),
                        limited)));
    }

    /** Who polls by themselves have to be told to do so less often from now on (RFC 8628 §3.5). */
    private MsalException tooSoon(Authority authority, DeviceCode code, TokenRefused refused) {
        if (!(refused.failure() instanceof MsalServiceException said)) {
            return refused.failure();
        }
        Instant retryAt = clock.instant().plus(code.slower().interval());
        return new MsalThrottledException(
                said.serviceError(),
                retryAt,
                ThrottlingRule.SLOW_DOWN,
                authority.host() + " wants to be asked less often whether its device code was used. Ask again at "
                        + retryAt + ", with slower() of the code, which leaves 5 seconds more between two.");
    }

    private static void show(DeviceCode code, Consumer<DeviceCode> show, Authority authority, CallContext call) {
        Callback.of(
                "What shows the device code of " + authority.host(),
                "device_code_not_shown",
                "so nobody was waited for",
                call,
                () -> {
                    show.accept(code);
                    return code;
                });
    }

    private TokensIssued poll(Authority authority, DeviceCode code, RequestShape shape, CallContext call) {
        Duration interval = code.interval();
        Instant notBefore = clock.instant();
        MsalException trouble = null;
        while (true) {
            pause(pauseOf(interval, notBefore, code), call);
            if (isOver(code)) {
                throw expired(authority, code, trouble, call);
            }
            TokenReply reply;
            try {
                reply = tryOnce(authority, code, shape, call);
            } catch (MsalTransportException | MsalTimeoutException noAnswer) {
                ServerExchange.stopIfOver(PURPOSE, call);
                trouble = noAnswer;
                interval = twice(interval);
                continue;
            }
            if (!(reply instanceof TokenRefused refused)) {
                return reply.orThrow();
            }
            interval = intervalAfter(refused, interval);
            notBefore = refused.retryAt().orElse(notBefore);
            trouble = refused.isOfABusyServer() ? refused.failure() : null;
        }
    }

    private boolean isOver(DeviceCode code) {
        return !clock.instant().isBefore(code.expiresAt());
    }

    private static MsalTimeoutException expired(
            Authority authority, DeviceCode code, @Nullable MsalException trouble, CallContext call) {
        return new MsalTimeoutException(
                "code_expired",
                "The device code of " + authority.host() + " ran out at " + code.expiresAt()
                        + " without word that it was used. "
                        + (trouble == null ? "" : "The last time it was asked for: " + trouble.getMessage() + " ")
                        + "Start again.",
                call.correlationId(),
                trouble);
    }

    private TokenReply tryOnce(Authority authority, DeviceCode code, RequestShape shape, CallContext call) {
        return single.of(
                authority,
                call,
                limited -> redemption.ask(
                        authority, new DeviceCodeGrant(code.deviceCode()), Scopes.none(), shape, limited));
    }

    private static Duration intervalAfter(TokenRefused refused, Duration interval) {
        return switch (refused.error()) {
            case PENDING -> interval;
            case SLOW_DOWN -> interval.plus(DeviceCode.SLOW_DOWN);
            default -> {
                if (refused.isOfABusyServer()) {
                    // the person is at work with the code, which a server in trouble has not refused
                    yield twice(interval);
                }
                throw refused.failure();
            }
        };
    }

    /** After a connection failure, poll less often (RFC 8628 §3.5), but not so seldom that a person waits for it afterwards. */
    private static Duration twice(Duration interval) {
        Duration doubled = interval.plus(interval);
        Duration longest = interval.compareTo(LONGEST_OF_OURS) > 0 ? interval : LONGEST_OF_OURS;
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** As long as a busy server asks for, and no longer than the code lives. */
    private Duration pauseOf(Duration interval, Instant notBefore, DeviceCode code) {
        Instant now = clock.instant();
        Instant paced = now.plus(interval);
        Instant next = paced.isBefore(notBefore) ? notBefore : paced;
        return Duration.between(now, next.isBefore(code.expiresAt()) ? next : code.expiresAt());
    }

    private void pause(Duration interval, CallContext call) {
        try {
            sleeper.sleep(call.deadline().remainingAtMost(interval), call.cancellation());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MsalCancelledException(
                    "authentication_canceled",
                    "The thread was interrupted while it waited for the device code to be used.",
                    call.correlationId(),
                    null);
        }
        ServerExchange.stopIfOver(PURPOSE, call);
    }
}
