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

    private static final String ADA = "ada@contoso.example";

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
            signIn(page, "ada-password");
            heading(page, "Permissions requested");
            Screenshots.keep(page, "emulator-consent");
            press(page, "Accept");
            ClosingPages.awaitSuccess(page);
            Screenshots.keep(page, "closing-success");
        });

        AuthenticationResult result = request().execute();

        assertThat(result.account().map(Account::username)).contains(ADA);
        assertThat(app.accounts()).hasSize(1);
    }

    @Test
    void aWrongPasswordIsSaidOnThePageAndTheWaitGoesOn() {
        ada.will(page -> {
            signIn(page, "not the password");
            page.getByRole(AriaRole.ALERT).waitFor();
            Screenshots.keep(page, "emulator-wrong-password");
            signIn(page, "ada-password");
            press(page, "Accept");
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
            press(page, "Cancel");
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

        assertThat(result.account().map(Account::username)).contains(ADA);
    }

    private void connectDevice(DeviceCode code) {
        ada.will(page -> {
            page.getByLabel("Code").fill(code.userCode());
            Screenshots.keep(page, "emulator-device-code");
            press(page, "Next");
            signIn(page, "ada-password");
            heading(page, "Permissions requested");
            press(page, "Accept");
            heading(page, "Are you trying to sign in to Sample desktop app?");
            Screenshots.keep(page, "emulator-device-confirm");
            press(page, "Continue");
            heading(page, "You are signed in");
            Screenshots.keep(page, "emulator-device-done");
        });
        ada.open(code.verificationUri());
    }

    private InteractiveRequest request() {
        return app.acquireTokenInteractive("User.Read").browser(ada).cancellation(ada.givesUp());
    }

    private static void signInAndConsent(Page page) {
        signIn(page, "ada-password");
        press(page, "Accept");
        ClosingPages.awaitSuccess(page);
    }

    private static void signIn(Page page, String password) {
        page.getByLabel("Username").fill(ADA);
        page.getByLabel("Password").fill(password);
        press(page, "Sign in");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void heading(Page page, String text) {
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text))
                .waitFor();
    }
}
