package sample.mail;

import static io.openmsal.testing.app.MsalAssertions.assertThat;

import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalInteractionRequiredException.Reason;
import io.openmsal.testing.app.EmulatedApplications;
import io.openmsal.testing.app.FakeTokens;
import io.openmsal.testing.app.TestAccounts;
import io.openmsal.testing.app.TestFailures;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a team tests its own code: every outcome that its users will meet, without a tenant and without a network. */
class MailSummaryTest {

    private static final Account ADA = TestAccounts.of("ada@contoso.example");
    private static final Mailbox THREE_MESSAGES = header -> 3;

    private final FakeTokens tokens = new FakeTokens();
    private final MailSummary summary = new MailSummary(tokens, THREE_MESSAGES);

    // snippet: success
    @Test
    void aTokenIsAskedForTheMailOfThisPerson() {
        assertThat(summary.of(ADA)).isEqualTo("3 new messages");
        assertThat(tokens.asked()).singleElement().satisfies(question -> {
            assertThat(question.account()).isEqualTo(ADA);
            assertThat(question.scopes()).containsExactly("Mail.Read");
        });
    }
    // end

    // snippet: failures
    @Test
    void aPersonWhoHasToActIsAskedTo() {
        tokens.failing(TestFailures.interactionRequired(Reason.CONSENT_REQUIRED));

        assertThat(summary.of(ADA)).isEqualTo("Please sign in again");
    }

    @Test
    void aThrottledApplicationSaysUntilWhen() {
        tokens.failing(TestFailures.throttledUntil(TestClock.START.plusSeconds(30)));

        assertThat(summary.of(ADA)).isEqualTo("Busy until 2030-06-15T12:00:30Z");
    }

    @Test
    void anOutageIsNoDisaster() {
        tokens.failing(TestFailures.outage());

        assertThat(summary.of(ADA)).isEqualTo("Not available now");
        assertThat(summary.of(ADA)).isEqualTo("3 new messages");
    }
    // end

    // snippet: emulated
    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final EmulatedApplications applications = EmulatedApplications.of(EMULATOR.get(), CLOCK);

    @Test
    void anExpiredTokenIsRenewedAndAPersonWhoSignedOutIsAskedAgain() {
        PublicClientApplication app = applications.publicClient().build();
        Account ada =
                app.acquireTokenInteractive("Mail.Read").execute().account().orElseThrow();
        MailSummary real = new MailSummary(app.userTokens(), THREE_MESSAGES);

        CLOCK.advance(Duration.ofHours(2));
        assertThat(real.of(ada)).isEqualTo("3 new messages");
        assertThat(EMULATOR.get().requests(EmulatorEndpoint.TOKEN)).hasSize(2);
        assertThat(EMULATOR.get().requests(EmulatorEndpoint.TOKEN).get(1))
                .hasGrantType("refresh_token")
                .asksFor("Mail.Read");

        app.removeAccount(ada);
        assertThat(real.of(ada)).isEqualTo("Please sign in again");
    }
    // end
}
