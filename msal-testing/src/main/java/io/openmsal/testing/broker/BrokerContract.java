package io.openmsal.testing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.broker.Broker;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.BrokerTokens;
import io.openmsal.port.broker.TokenBinding;
import io.openmsal.testing.store.Race;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Broker} does. Extend it, bring a broker into each of three situations, and run it with JUnit. For a
 * broker of an operating system the situations are made by its test account, or by a double of its native interface.
 */
@Timeout(120)
public abstract class BrokerContract {

    /** The application that asks. */
    protected static final String CLIENT_ID = "9f5c9b8e-0000-4000-8000-1c1c1c1c1c1c";

    /** For subclasses. */
    protected BrokerContract() {}

    /**
     * The account that is signed in.
     *
     * @return its home account id
     */
    protected String homeAccountId() {
        return "uid.utid";
    }

    /**
     * A broker with an account signed in, able to give tokens silently, any number of times.
     *
     * @return one that is ready
     * @throws Exception when it cannot be made
     */
    protected abstract Broker signedIn() throws Exception;

    /**
     * A broker without an account, whose window somebody signs in at as soon as it is shown.
     *
     * @return one that is ready
     * @throws Exception when it cannot be made
     */
    protected abstract Broker signedOut() throws Exception;

    /**
     * A broker without an account, whose window nobody answers.
     *
     * @return one that is ready
     * @throws Exception when it cannot be made
     */
    protected abstract Broker unanswered() throws Exception;

    @Test
    void oneThatIsReadyIsAvailable() throws Exception {
        assertThat(signedIn().isAvailable()).isTrue();
        assertThat(signedOut().isAvailable()).isTrue();
        assertThat(signedOut().isAvailable(Deadline.none(), Cancellation.none()))
                .as("for a call that has time")
                .isTrue();
    }

    @Test
    void tokensComeSilentlyForTheAccountThatIsSignedIn() throws Exception {
        BrokerTokens tokens = signedIn().acquireSilently(request());

        assertThat(tokens.accessToken().isBlank()).isFalse();
        assertThat(tokens.tokenType()).isNotBlank();
        assertThat(tokens.lifetime()).isPositive();
        assertThat(tokens.homeAccountId()).isEqualTo(homeAccountId());
    }

    @Test
    void withoutAnAccountASilentCallAsksForInteractionAndAnInteractiveOneSignsIn() throws Exception {
        Broker broker = signedOut();

        assertRefused(Reason.INTERACTION_REQUIRED, () -> broker.acquireSilently(request()));

        assertThat(broker.acquireInteractively(request()).accessToken().isBlank())
                .isFalse();
        assertThat(broker.acquireSilently(request()).accessToken().isBlank()).isFalse();
    }

    @Test
    void anAccountThatWasSignedOutIsNotServedSilently() throws Exception {
        Broker broker = signedIn();

        broker.signOut(CLIENT_ID, homeAccountId());

        assertRefused(Reason.INTERACTION_REQUIRED, () -> broker.acquireSilently(request()));
    }

    @Test
    void signingOutTwiceOrWithoutAnAccountDoesNothing() throws Exception {
        Broker broker = signedIn();

        broker.signOut(CLIENT_ID, homeAccountId());

        assertThatCode(() -> broker.signOut(CLIENT_ID, homeAccountId())).doesNotThrowAnyException();
        assertThatCode(() -> broker.signOut(CLIENT_ID, "nobody.nowhere")).doesNotThrowAnyException();
    }

    @Test
    void aDeadlineThatHasPassedIsAFailureAndNobodysWish() throws Exception {
        Broker broker = signedIn();
        BrokerRequest late = request(Deadline.after(Clock.systemUTC(), Duration.ZERO), Cancellation.none());

        assertRefused(Reason.FAILED, () -> broker.acquireSilently(late));
        assertRefused(Reason.FAILED, () -> broker.acquireInteractively(late));
    }

    @Test
    void aCallThatWasCancelledBeforeItBeganIsRefused() throws Exception {
        Broker broker = signedIn();
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        BrokerRequest cancelled = request(Deadline.none(), cancellation);

        assertRefused(Reason.CANCELLED, () -> broker.acquireSilently(cancelled));
        assertRefused(Reason.CANCELLED, () -> broker.acquireInteractively(cancelled));
    }

    @Test
    void aWindowThatNobodyAnswersEndsWithTheDeadline() throws Exception {
        Broker broker = unanswered();
        BrokerRequest brief = request(Deadline.after(Clock.systemUTC(), Duration.ofMillis(200)), Cancellation.none());

        assertRefused(Reason.FAILED, () -> broker.acquireInteractively(brief));
    }

    @Test
    void aWindowThatNobodyAnswersEndsWhenItIsCancelled() throws Exception {
        Broker broker = unanswered();
        Cancellation cancellation = new Cancellation();
        CountDownLatch asking = new CountDownLatch(1);
        BrokerRequest endless = request(Deadline.none(), cancellation);

        Race.of(2, thread -> {
            if (thread == 0) {
                asking.countDown();
                assertRefused(Reason.CANCELLED, () -> broker.acquireInteractively(endless));
            } else {
                asking.await();
                cancellation.cancel();
            }
        });
    }

    @Test
    void eightThreadsMayUseOneBroker() throws Exception {
        Broker broker = signedIn();

        Race.of(
                8,
                thread -> assertThat(broker.acquireSilently(request()).homeAccountId())
                        .isEqualTo(homeAccountId()));
    }

    @Test
    void noTextShowsAToken() throws Exception {
        Broker broker = signedIn();
        BrokerTokens tokens = broker.acquireSilently(request());

        assertThat(broker + " " + tokens).doesNotContain(tokens.accessToken().reveal());
    }

    /**
     * A request of the application for the account that is signed in.
     *
     * @return one without a deadline
     */
    protected BrokerRequest request() {
        return request(Deadline.none(), Cancellation.none());
    }

    private BrokerRequest request(Deadline deadline, Cancellation cancellation) {
        return new BrokerRequest(
                CLIENT_ID,
                URI.create("https://login.example.com/common"),
                Set.of("User.Read"),
                Optional.of(homeAccountId()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TokenBinding.unbound(),
                Map.of(),
                "0f0f0f0f-0000-4000-8000-000000000000",
                deadline,
                cancellation);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BrokerRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
