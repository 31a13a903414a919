package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sign-ins that another party finishes, or takes part in, over real connections. */
class SignInForOthersTest {

    private static final TestClock CLOCK = new TestClock();
    private static final URI REDIRECT = URI.create("https://app.example/after");

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;
    private ConfidentialClientApplication web;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        web = Emulated.confidentialClient(emulator, Emulated.adapters(emulator, CLOCK, EventSink.none()));
    }

    @Test
    void anAddressWithMarksOfOnesOwnLeadsToACode() {
        URI address = web.authorizationUri(REDIRECT, "User.Read")
                .state("my-state")
                .nonce("my-nonce")
                .codeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
                .responseMode(ResponseMode.QUERY)
                .loginHint("ada@contoso.example")
                .build();

        assertThat(emulator.signIn(address, "ada@contoso.example"))
                .containsEntry("state", "my-state")
                .containsKey("code");
    }

    @Test
    void aVerifierInPlaceOfItsChallengeIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> web.authorizationUri(REDIRECT, "User.Read").codeChallenge("canary"))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("43 characters")
                .message()
                .doesNotContain("canary");
    }

    @Test
    void thePageGetsACodeOfItsOwnWhenItIsAskedFor() {
        assertThat(signedIn(true).spaCode()).isPresent();
        assertThat(signedIn(false).spaCode()).isEmpty();
    }

    @Test
    void theCodeIsRedeemedForSomeOfTheScopesAlone() {
        PendingSignIn pending = web.signIn(REDIRECT, "User.Read", "Mail.Read").begin();

        AuthenticationResult result = web.acquireTokenByAuthorizationCode(
                        pending, emulator.signIn(pending.authorizationUri(), "ada@contoso.example"))
                .scopes("Mail.Read")
                .scopes("User.Read")
                .execute();

        assertThat(result.account()).isPresent();
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN))
                .extracting(sent -> sent.parameter("scope").orElse(""))
                .as("the last word counts")
                .containsExactly("User.Read offline_access openid profile");
    }

    @Test
    void theCodeIsKeptWhereItIsToBeRedeemedForWhatWasNotAskedFor() {
        PendingSignIn pending = web.signIn(REDIRECT, "User.Read").begin();
        AuthorizationCodeRequest request = web.acquireTokenByAuthorizationCode(
                pending, emulator.signIn(pending.authorizationUri(), "ada@contoso.example"));
        emulator.clearRequests();

        assertThatThrownBy(() -> request.scopes("Mail.Read"))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("Mail.Read");
        assertThat(emulator.requests()).isEmpty();
        assertThat(request.execute().account()).isPresent();
    }

    private AuthenticationResult signedIn(boolean withSpaCode) {
        PendingSignIn pending = web.signIn(REDIRECT, "User.Read").begin();
        AuthorizationCodeRequest request = web.acquireTokenByAuthorizationCode(
                pending, emulator.signIn(pending.authorizationUri(), "ada@contoso.example"));
        return (withSpaCode ? request.returnSpaCode() : request).execute();
    }
}
