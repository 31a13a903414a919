package sample.mail;

import static io.openmsal.testing.app.MsalAssertions.assertThat;

import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalInteractionRequiredException.Reason;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.app.FakeTokens;
import io.openmsal.testing.app.TestAccounts;
import io.openmsal.testing.app.TestFailures;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a team tests its own code: every outcome that its users will meet, without a tenant and without a network. */
class MailSummaryTest {

    private static final Account ADA = TestAccounts.of("ada@contoso.example");
    private static final Mailbox THREE_MESSAGES = header -> 3;
    private static final String TOKENS = "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":3600,"
            + "\"client_info\":\"eyJ1aWQiOiJ1IiwidXRpZCI6InQifQ\"}";

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

    @Test
    void anExpiredTokenIsRenewedAndAPersonWhoSignedOutIsAskedAgain() {
        TestClock clock = new TestClock();
        FakeHttpTransport provider = new FakeHttpTransport().reply(200, TOKENS).reply(200, TOKENS);
        PublicClientApplication app = PublicClientApplication.builder("client-1")
                .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withTransport(provider)
                        .withClock(clock, new FakeSleeper(clock)))
                .build();
        Account ada = app.acquireTokenByRefreshToken(Secret.of("kept until now"), "Mail.Read")
                .execute()
                .account()
                .orElseThrow();
        MailSummary real = new MailSummary(app.userTokens(), THREE_MESSAGES);

        clock.advance(Duration.ofHours(2));
        assertThat(real.of(ada)).isEqualTo("3 new messages");
        assertThat(provider.requests()).hasSize(2);

        app.removeAccount(ada);
        assertThat(real.of(ada)).isEqualTo("Please sign in again");
    }
}
