package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application may want to know who somebody is and no more (OpenID Connect Core §3.1.2.1). */
class SignInAloneTest {

    private static final TestClock CLOCK = new TestClock();
    private static final String FAY = "fay@contoso.example";
    private static final Secret PASSWORD = Secret.of("a-password");
    private static final URI BACK = URI.create("https://app.example/back");

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create(
            Emulator.builder().clock(CLOCK).user(EmulatorUser.named(FAY).withPassword(PASSWORD.reveal())));

    private final Emulator emulator = EMULATOR.get();
    private final Adapters adapters =
            Emulated.adapters(emulator, CLOCK, EventSink.none()).withTransport(emulator.transport());
    private final PublicClientApplication desktop = Emulated.publicClient(emulator, adapters);
    private final ConfidentialClientApplication web = Emulated.confidentialClient(emulator, adapters);

    private static Account person(AuthenticationResult result) {
        return result.account().orElseThrow();
    }

    private String scopeSentTo(EmulatorEndpoint endpoint) {
        return emulator.requests(endpoint).get(0).parameter("scope").orElse("");
    }

    @Test
    void aWebApplicationLearnsWhoSignsIn() {
        PendingSignIn kept = web.signIn(BACK).begin();
        assertThat(kept.authorizationUri().getQuery()).contains("scope=offline_access+openid+profile");
        PendingSignIn pending = PendingSignIn.parse(kept.toText());

        AuthenticationResult result = web.acquireTokenByAuthorizationCode(
                        pending, emulator.signIn(pending.authorizationUri(), "ada@contoso.example"))
                .execute();

        assertThat(person(result).username()).isEqualTo("ada@contoso.example");
        assertThat(result.idToken()).isPresent();
        assertThat(result.declinedScopes()).isEmpty();
        assertThat(pending).hasToString("sign-in at localhost, coming back to https://app.example/back");
    }

    @Test
    void anAddressAloneNeedsNoScopeEither() {
        assertThat(web.authorizationUri(BACK).build().getQuery()).contains("scope=offline_access+openid+profile");
    }

    @Test
    void whoSignedInAloneGetsTokensForWebApisSilently() {
        Account ada = person(desktop.acquireTokenInteractive().execute());
        emulator.consent("ada@contoso.example", desktop.clientId(), "User.Read");

        AuthenticationResult mail = desktop.acquireTokenSilent(ada, "User.Read").execute();

        assertThat(mail.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(mail.scopes()).contains("User.Read");
    }

    @Test
    void aPersonWithAnotherDeviceSignsInAlone() {
        AuthenticationResult result = desktop.acquireTokenByDeviceCode(
                        code -> emulator.approveDeviceCode(code.userCode(), FAY))
                .execute();

        assertThat(person(result).username()).isEqualTo(FAY);
        assertThat(scopeSentTo(EmulatorEndpoint.DEVICE_CODE)).isEqualTo("offline_access openid profile");
    }

    @Test
    void aUserNameAndAPasswordSignInAlone() {
        AuthenticationResult result =
                desktop.acquireTokenByUsernamePassword(FAY, PASSWORD).execute();

        assertThat(person(result).username()).isEqualTo(FAY);
        assertThat(scopeSentTo(EmulatorEndpoint.TOKEN)).isEqualTo("offline_access openid profile");
    }

    /** It would answer without an access token, and the code would be used up. */
    @Test
    void azureAdB2cIsNotAskedForASignInAlone() {
        FakeHttpTransport http = new FakeHttpTransport();
        PublicClientApplication policy = PublicClientApplication.builder("an-app")
                .authority("https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin")
                .adapters(adapters.withTransport(http))
                .build();

        assertThatThrownBy(() -> policy.signIn(BACK).begin())
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("scopes_required"))
                .hasMessageContaining("own client id");
        assertThatThrownBy(() ->
                        policy.acquireTokenByUsernamePassword(FAY, PASSWORD).execute())
                .hasMessageContaining("contoso.b2clogin.com");
        assertThat(http.requests()).isEmpty();
        assertThat(policy.signIn(BACK, "an-app").begin().authorizationUri().getQuery())
                .contains("scope=an-app+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile", "offline_access"})
    void whatIsAddedByItselfIsRefusedWithTheWayOut(String reserved) {
        assertThatThrownBy(() -> web.signIn(BACK, reserved).begin())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessage("The scope " + reserved + " is reserved: it is added by itself where a person signs in."
                        + " Leave it out; a sign-in needs no other.");
    }

    @Test
    void aTokenForAWebApiNeedsAScope() {
        Account ada = person(desktop.acquireTokenInteractive().execute());

        assertThatThrownBy(() -> desktop.acquireTokenSilent(ada).execute()).hasMessageContaining("Name at least one");
        assertThatThrownBy(() -> web.acquireTokenForClient().execute()).hasMessageContaining("Name at least one");
        assertThatThrownBy(
                        () -> web.acquireTokenOnBehalfOf(Secret.of("a-token")).execute())
                .hasMessageContaining("Name at least one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "User.Read Mail.Read"})
    void whatIsConsentedToBeforehandIsOneScopeEach(String scope) {
        assertThatThrownBy(() -> web.signIn(BACK, "User.Read").extraScopesToConsent(scope))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo("invalid_scope"));
    }

    @Test
    void noScopeToConsentToIsNull() {
        String[] none = {null};

        assertThatThrownBy(() -> desktop.acquireTokenInteractive("User.Read").extraScopesToConsent(none))
                .isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void whatIsReservedMayBeConsentedToBeforehand() {
        assertThat(web.signIn(BACK, "User.Read")
                        .extraScopesToConsent("openid", "Mail.Read")
                        .begin()
                        .authorizationUri()
                        .getQuery())
                .contains("scope=Mail.Read+User.Read+offline_access+openid+profile");
    }
}
