package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.openmsal.InteractiveRequest;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.realparties.chromium.Chromium;
import io.openmsal.realparties.chromium.NeedsChromium;
import io.openmsal.realparties.chromium.Person;
import io.openmsal.realparties.chromium.Screenshots;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The emulator's pages and the library's own, as a person sees them in Chromium. */
@NeedsChromium
class EmulatorInChromiumTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private PublicClientApplication app;
    private Person ada;

    @BeforeEach
    void seat(Chromium chromium) {
        EMULATOR.get().deviceCodeInterval(Duration.ZERO);
        ada = new Person(chromium);
        app = PublicClientApplication.builder(EMULATOR.get().defaultPublicClientId())
                .trustedAuthority(EMULATOR.get().authority("contoso"))
                .http(HttpSettings.builder()
                        .trust(TrustSettings.sslContext(EMULATOR.get().sslContext()))
                        .build())
                .build();
    }

    @AfterEach
    void leave() {
        ada.close();
    }

    @Test
    void aPersonTypesTheirPasswordConsentsAndIsSignedIn() {
        ada.will(page -> {
            Screenshots.keep(page, "emulator-sign-in");
            EmulatorPages.signIn(page, "ada-password");
            EmulatorPages.awaitHeading(page, "Permissions requested");
            Screenshots.keep(page, "emulator-consent");
            EmulatorPages.press(page, "Accept");
            ClosingPages.awaitSuccess(page);
            Screenshots.keep(page, "closing-success");
        });

        AuthenticationResult result = request().execute();

        assertThat(result.account().map(Account::username)).contains(EmulatorPages.ADA);
        assertThat(app.accounts()).hasSize(1);
    }

    @Test
    void aWrongPasswordIsSaidOnThePageAndTheWaitGoesOn() {
        ada.will(page -> {
            EmulatorPages.signIn(page, "not the password");
            page.getByRole(AriaRole.ALERT).waitFor();
            Screenshots.keep(page, "emulator-wrong-password");
            EmulatorPages.signIn(page, "ada-password");
            EmulatorPages.press(page, "Accept");
            ClosingPages.awaitSuccess(page);
        });

        assertThat(request().execute().account()).isPresent();
    }

    @Test
    void aPersonWhoIsKnownPicksTheirAccount() {
        ada.will(EmulatorInChromiumTest::signInAndConsent);
        AuthenticationResult first = request().execute();
        ada.will(page -> {
            Screenshots.keep(page, "emulator-pick-an-account");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ada Lovelace"))
                    .click();
            ClosingPages.awaitSuccess(page);
        });

        AuthenticationResult second = request().prompt(Prompt.SELECT_ACCOUNT).execute();

        assertThat(second.account()).isEqualTo(first.account());
    }

    @Test
    void aPersonWhoCancelsIsToldSoAndSoIsTheApplication() {
        ada.will(page -> {
            EmulatorPages.press(page, "Cancel");
            ClosingPages.awaitFailure(page);
            Screenshots.keep(page, "closing-failure");
        });

        assertThatExceptionOfType(MsalCancelledException.class)
                .isThrownBy(() -> request().execute())
                .satisfies(failure -> assertThat(failure.errorCode()).isEqualTo("access_denied"));
    }

    @Test
    void aPersonConnectsADevice() {
        AuthenticationResult result = app.acquireTokenByDeviceCode(this::connectDevice, "User.Read")
                .cancellation(ada.givesUp())
                .execute();

        assertThat(result.account().map(Account::username)).contains(EmulatorPages.ADA);
    }

    private void connectDevice(DeviceCode code) {
        ada.will(page -> {
            page.getByLabel("Code").fill(code.userCode());
            Screenshots.keep(page, "emulator-device-code");
            EmulatorPages.press(page, "Next");
            EmulatorPages.signIn(page, "ada-password");
            EmulatorPages.awaitHeading(page, "Permissions requested");
            EmulatorPages.press(page, "Accept");
            EmulatorPages.awaitHeading(page, "Are you trying to sign in to Sample desktop app?");
            Screenshots.keep(page, "emulator-device-confirm");
            EmulatorPages.press(page, "Continue");
            EmulatorPages.awaitHeading(page, "You are signed in");
            Screenshots.keep(page, "emulator-device-done");
        });
        ada.open(code.verificationUri());
    }

    private InteractiveRequest request() {
        return app.acquireTokenInteractive("User.Read").browser(ada).cancellation(ada.givesUp());
    }

    private static void signInAndConsent(Page page) {
        EmulatorPages.signIn(page, "ada-password");
        EmulatorPages.press(page, "Accept");
        ClosingPages.awaitSuccess(page);
    }
}
