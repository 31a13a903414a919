package sample.mail;

import static io.openmsal.testing.app.MsalAssertions.assertThat;
import static io.openmsal.testing.app.MsalAssertions.assertThatThrownBy;

import io.openmsal.PublicClientApplication;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.testing.app.EmulatedApplications;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same with a whole application and a whole provider, which takes a little longer: the provider makes keys of its own. */
class MailSummaryAtTheEmulatorTest {

    private static final Mailbox THREE_MESSAGES = header -> 3;

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

    // snippet: anybody
    @Test
    void anybodyMayComeFromAnyTenantWithRolesOfTheirs() {
        EMULATOR.get().add(EmulatorUser.named("eve@fabrikam.example").withClaim("roles", List.of("Reader")));
        PublicClientApplication app = applications
                .personIs("eve@fabrikam.example")
                .publicClient("common")
                .build();

        AuthenticationResult result = app.acquireTokenInteractive("Mail.Read").execute();

        assertThat(result).belongsTo("eve@fabrikam.example");
        assertThat(result.idTokenClaims().orElseThrow().asMap()).containsEntry("roles", List.of("Reader"));
    }
    // end

    // snippet: declined
    @Test
    void aPersonMayDecline() {
        PublicClientApplication app = applications.publicClient().build();
        EMULATOR.get()
                .faults()
                .next(EmulatorEndpoint.AUTHORIZE, Fault.oauthError(400, "access_denied", 65004, "Declined."));

        assertThatThrownBy(() -> app.acquireTokenInteractive("Mail.Read").execute())
                .isInstanceOf(MsalCancelledException.class);
    }
    // end
}
