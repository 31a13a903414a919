package io.openmsal.testing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.broker.Broker;
import io.openmsal.port.broker.BrokerRefusedException;
import io.openmsal.port.broker.BrokerRefusedException.Reason;
import io.openmsal.port.broker.BrokerRequest;
import io.openmsal.port.broker.BrokerTokens;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeBrokerTest extends BrokerContract {

    @Override
    protected Broker signedIn() {
        FakeBroker broker = new FakeBroker();
        for (int i = 0; i < 8; i++) {
            broker.silently(tokens("token-one"));
        }
        return broker;
    }

    @Override
    protected Broker signedOut() {
        return new FakeBroker()
                .refuseSilently(Reason.INTERACTION_REQUIRED, "no account")
                .interactively(tokens("token-two"))
                .silently(tokens("token-one"));
    }

    @Override
    protected Broker unanswered() {
        return new FakeBroker().showWindowForEver();
    }

    @Test
    void itGivesItsAnswersInTheOrderOfTheScriptAndRemembersWhatItWasAsked() throws Exception {
        FakeBroker broker = new FakeBroker()
                .silently(tokens("one"))
                .silently(tokens("two"))
                .refuseInteractively(Reason.FAILED, "no");

        assertThat(broker.acquireSilently(request()).accessToken().reveal()).isEqualTo("one");
        assertThat(broker.acquireSilently(request()).accessToken().reveal()).isEqualTo("two");
        assertThatThrownBy(() -> broker.acquireInteractively(request()))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessage("no");
        broker.signOut(CLIENT_ID, "uid.utid");

        assertThat(broker.silentRequests()).hasSize(2).first().isEqualTo(request());
        assertThat(broker.interactiveRequests()).containsExactly(request());
        assertThat(broker.signOuts()).containsExactly(new FakeBroker.SignOut(CLIENT_ID, "uid.utid"));
    }

    @Test
    void itIsLoudWhenNothingIsScripted() {
        assertThatThrownBy(() -> new FakeBroker().acquireSilently(request()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("one silent call more than was scripted");
    }

    @Test
    void itIsMissingWhenTold() {
        assertThat(new FakeBroker().missing().isAvailable()).isFalse();
    }

    @Test
    void itRefusesASignOutWhenTold() {
        FakeBroker broker = new FakeBroker().refuseSignOut("out of order");

        assertThatThrownBy(() -> broker.signOut(CLIENT_ID, "uid.utid"))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessage("out of order");
    }

    @Test
    void aPersonWhoSignsInAgainIsServedAgainThoughTheWindowWasOpenToAnybody() throws Exception {
        FakeBroker broker = new FakeBroker().interactively(tokens("two")).silently(tokens("three"));
        broker.signOut(CLIENT_ID, homeAccountId());

        broker.acquireInteractively(forAnybody());

        assertThat(broker.acquireSilently(request()).accessToken().reveal()).isEqualTo("three");
    }

    @Test
    void aPersonWhoseSignInIsRefusedStaysSignedOut() throws Exception {
        FakeBroker broker =
                new FakeBroker().refuseInteractively(Reason.CANCELLED, "closed").silently(tokens("one"));
        broker.signOut(CLIENT_ID, homeAccountId());

        assertThatThrownBy(() -> broker.acquireInteractively(request())).hasMessage("closed");

        assertThatThrownBy(() -> broker.acquireSilently(request()))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessage("The account was signed out");
    }

    @Test
    void theSignInOfOnePersonDoesNotBringBackAnother() throws Exception {
        FakeBroker broker = new FakeBroker().interactively(tokens("two"));
        broker.signOut(CLIENT_ID, "grace.utid");

        broker.acquireInteractively(forAccount(Optional.of("grace.utid")));

        assertThatThrownBy(() -> broker.acquireSilently(forAccount(Optional.of("grace.utid"))))
                .hasMessage("The account was signed out");
    }

    @Test
    void anInterruptedWindowIsACancellation() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> unanswered().acquireInteractively(request()))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessage("The thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private BrokerRequest forAnybody() {
        return forAccount(Optional.empty());
    }

    private BrokerRequest forAccount(Optional<String> homeAccountId) {
        BrokerRequest usual = request();
        return new BrokerRequest(
                usual.clientId(),
                usual.authority(),
                usual.scopes(),
                homeAccountId,
                usual.loginHint(),
                usual.prompt(),
                usual.claims(),
                usual.binding(),
                usual.parameters(),
                usual.correlationId(),
                usual.deadline(),
                usual.cancellation());
    }

    private static BrokerTokens tokens(String accessToken) {
        return new BrokerTokens(
                Secret.of(accessToken),
                "Bearer",
                Duration.ofHours(1),
                Set.of("User.Read"),
                Optional.empty(),
                "uid.utid");
    }
}
