package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.TestBrowser.View;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPagesTest {

    @RegisterExtension
    static final EmulatorExtension emulator = EmulatorExtension.create();

    private TestBrowser browser;
    private SignInRequest request;

    @BeforeEach
    void openBrowser() {
        browser = new TestBrowser(emulator.get());
        request = SignInRequest.to(emulator.get());
    }

    private View signInAs(String username, SignInRequest wanted) throws Exception {
        return browser.submit(browser.open(wanted.uri()), "username", username, "password", "ada-password");
    }

    private View acceptedAs(String username) throws Exception {
        return browser.submit(signInAs(username, request), "action", "accept");
    }

    @Nested
    class TheWholeWay {

        @Test
        void leadsFromThePasswordOverConsentBackToTheApplication() throws Exception {
            View signIn = browser.open(request.uri());
            assertThat(signIn.title()).isEqualTo("Sign in");
            assertThat(signIn.setCookie()).contains("HttpOnly").contains("Secure");

            View consent = browser.submit(signIn, "username", "ada@contoso.example", "password", "ada-password");
            assertThat(consent.title()).isEqualTo("Permissions requested");
            assertThat(consent.body())
                    .contains("Sign you in and read your profile")
                    .contains("User.Read");

            View home = browser.submit(consent, "action", "accept");
            assertThat(home.status()).isEqualTo(302);
            assertThat(home.location()).startsWith(SignInRequest.REDIRECT + "?code=");
            assertThat(home.redirectParameters())
                    .containsEntry("state", "state & more")
                    .containsKeys("code", "client_info", "session_state");
        }

        @Test
        void endsInACodeThatIsWorthTokens() throws Exception {
            String code = acceptedAs("ada@contoso.example").redirectParameters().get("code");

            var reply = new WireClient(emulator.get())
                    .post("/contoso/oauth2/v2.0/token", request.redemption(String.valueOf(code)));

            assertThat(reply.status()).isEqualTo(200);
        }

        @Test
        void isNotWalkedTwiceInOneBrowser() throws Exception {
            acceptedAs("ada@contoso.example");

            View again = browser.open(request.uri());

            assertThat(again.status()).isEqualTo(302);
            assertThat(again.redirectParameters()).containsKey("code");
        }
    }

    @Nested
    class Cancelling {

        @Test
        void theSignInIsAccessDenied() throws Exception {
            View home = browser.submit(browser.open(request.uri()), "action", "cancel");

            assertThat(home.redirectParameters())
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", "state & more");
        }

        @Test
        void theConsentIsAccessDeniedToo() throws Exception {
            View home = browser.submit(signInAs("ada@contoso.example", request), "action", "cancel");

            assertThat(home.redirectParameters()).containsEntry("error", "access_denied");
            assertThat(home.redirectParameters().get("error_description")).startsWith("AADSTS65004");
        }
    }

    @Nested
    class WrongCredentials {

        @ParameterizedTest
        @CsvSource({
            "ada@contoso.example, wrong, AADSTS50126",
            "nobody@contoso.example, ada-password, AADSTS50034",
            "alan@live.example, any, AADSTS50020",
        })
        void areToldOnThePage(String username, String password, String number) throws Exception {
            emulator.get().add(EmulatorUser.personal("alan@live.example"));

            View page = browser.submit(browser.open(request.uri()), "username", username, "password", password);

            assertThat(page.title()).isEqualTo("Sign in");
            assertThat(page.body()).contains("role=\"alert\">" + number).contains("value=\"" + username + "\"");
        }

        @Test
        void areShownAsTextEvenWhenTheyAreMarkup() throws Exception {
            View page = browser.submit(browser.open(request.uri()), "username", "<b>x@y.z</b>", "password", "p");

            assertThat(page.body()).contains("&lt;b&gt;x@y.z&lt;/b&gt;").doesNotContain("<b>x");
        }
    }

    @Nested
    class Prompts {

        @Test
        void noneWithoutASessionSaysLoginRequired() throws Exception {
            View home = browser.open(request.with("prompt", "none").uri());

            assertThat(home.redirectParameters()).containsEntry("error", "login_required");
            assertThat(home.redirectParameters().get("error_description")).startsWith("AADSTS50058");
        }

        @Test
        void noneWithASessionGivesACodeAtOnce() throws Exception {
            acceptedAs("ada@contoso.example");

            assertThat(browser.open(request.with("prompt", "none").uri()).redirectParameters())
                    .containsKey("code");
        }

        @Test
        void noneForANewScopeSaysConsentRequired() throws Exception {
            acceptedAs("ada@contoso.example");

            View home = browser.open(request.with("prompt", "none")
                    .with("scope", "Mail.Read openid")
                    .uri());

            assertThat(home.redirectParameters()).containsEntry("error", "consent_required");
        }

        @Test
        void loginAsksAgain() throws Exception {
            acceptedAs("ada@contoso.example");

            assertThat(browser.open(request.with("prompt", "login").uri()).title())
                    .isEqualTo("Sign in");
        }

        @Test
        void consentAsksAgain() throws Exception {
            acceptedAs("ada@contoso.example");

            assertThat(browser.open(request.with("prompt", "consent").uri()).title())
                    .isEqualTo("Permissions requested");
        }

        @Test
        void selectAccountShowsWhoIsSignedIn() throws Exception {
            acceptedAs("ada@contoso.example");

            View picker = browser.open(request.with("prompt", "select_account").uri());
            assertThat(picker.title()).isEqualTo("Pick an account");
            assertThat(picker.body()).contains("Ada Lovelace").contains("Use another account");

            assertThat(browser.submit(picker, "username", "ada@contoso.example").redirectParameters())
                    .containsKey("code");
            assertThat(browser.submit(picker, "username", "").title()).isEqualTo("Page out of date");
        }

        @Test
        void twoAccountsHaveToBeToldApart() throws Exception {
            acceptedAs("ada@contoso.example");
            signInAs("grace@contoso.example", request.with("prompt", "login"));

            assertThat(browser.open(request.uri()).title()).isEqualTo("Pick an account");
            assertThat(browser.open(request.with("login_hint", "ada@contoso.example")
                                    .uri())
                            .redirectParameters())
                    .containsKey("code");
            assertThat(browser.open(request.with("prompt", "none").uri()).redirectParameters())
                    .containsEntry("error", "account_selection_required");
        }

        @Test
        void createMakesAUser() throws Exception {
            View page = browser.open(request.with("prompt", "create").uri());
            assertThat(page.title()).isEqualTo("Create an account");

            View consent =
                    browser.submit(page, "username", "new@contoso.example", "name", "Newcomer", "password", "fresh");

            assertThat(consent.title()).isEqualTo("Permissions requested");
            assertThat(emulator.get().user("new@contoso.example").displayName()).isEqualTo("Newcomer");
        }

        @Test
        void aHintFillsInTheName() throws Exception {
            assertThat(browser.open(request.with("login_hint", "grace@contoso.example")
                                    .uri())
                            .body())
                    .contains("value=\"grace@contoso.example\"");
        }

        @Test
        void aMaximumAgeOfNothingAsksAgain() throws Exception {
            acceptedAs("ada@contoso.example");

            assertThat(browser.open(request.with("max_age", "0").uri()).title()).isEqualTo("Sign in");
        }

        @ParameterizedTest
        @ValueSource(strings = {"3600", "315360001", "9223372036854775807", "9223372036854775808"})
        void aMaximumAgeThatIsNotReachedLetsTheSessionServe(String seconds) throws Exception {
            acceptedAs("ada@contoso.example");

            assertThat(browser.open(request.with("max_age", seconds).uri()).redirectParameters())
                    .containsKey("code");
        }

        @Test
        void anythingElseIsAnError() throws Exception {
            assertThat(browser.open(request.with("prompt", "please").uri()).redirectParameters())
                    .containsEntry("error", "invalid_request");
        }
    }

    @Nested
    class ResponseModes {

        @Test
        void fragmentTravelsBehindTheHash() throws Exception {
            acceptedAs("ada@contoso.example");

            View home = browser.open(request.with("response_mode", "fragment").uri());

            assertThat(home.location()).startsWith(SignInRequest.REDIRECT + "#code=");
        }

        @Test
        void formPostTravelsInAForm() throws Exception {
            acceptedAs("ada@contoso.example");

            View page = browser.open(request.with("response_mode", "form_post").uri());

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.formAction()).isEqualTo(SignInRequest.REDIRECT);
            assertThat(page.hiddenFields()).containsKeys("code", "client_info").containsEntry("state", "state & more");
            assertThat(page.body()).contains(">Continue</button>");
            assertThat(page.policy()).contains("script-src 'self'").contains("form-action http://localhost:4711");
        }
    }

    @Nested
    class ErrorsThatMayNotTravel {

        @ParameterizedTest
        @CsvSource({
            "client_id, nobody, AADSTS700016",
            "redirect_uri, https://evil.example/, AADSTS50011",
            "redirect_uri, http://localhost.evil.example/, AADSTS50011",
            "redirect_uri, http://someone@localhost:4711/redirect, AADSTS50011",
            "redirect_uri, '', AADSTS900144",
        })
        void areShownOnAPage(String name, String value, String number) throws Exception {
            View page = browser.open(request.with(name, value).uri());

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.body()).contains(number);
            assertThat(page.location()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "scope, '', invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge, '', invalid_request",
        "max_age, soon, invalid_request",
        "max_age, -1, invalid_request",
    })
    void otherErrorsAreSentHome(String name, String value, String error) throws Exception {
        View home = browser.open(request.with(name, value).uri());

        assertThat(home.redirectParameters()).containsEntry("error", error).containsEntry("state", "state & more");
    }

    @Test
    void aFormFromAnotherBrowserIsRefused() throws Exception {
        View signIn = browser.open(request.uri());
        var stranger = new TestBrowser(emulator.get());
        stranger.open(request.uri());

        View answer = stranger.submit(signIn, "username", "ada@contoso.example", "password", "ada-password");

        assertThat(answer.title()).isEqualTo("Page out of date");
    }

    @Test
    void everyPageForbidsWhatItDoesNotNeed() throws Exception {
        assertThat(browser.open(request.uri()).policy())
                .isEqualTo("default-src 'none'; style-src 'self'; img-src data:; script-src 'none'; form-action 'self'"
                        + " http://localhost:4711; base-uri 'none'; frame-ancestors 'none'");
        assertThat(browser.open(URI.create("/assets/page.css")).status()).isEqualTo(200);
        assertThat(browser.open(URI.create("/")).title()).isEqualTo("Identity provider emulator");
        assertThat(browser.open(URI.create("/nowhere")).status()).isEqualTo(404);
    }

    @Test
    void aGuestIsKnownByAnotherObjectId() {
        EmulatorUser guest = EmulatorUser.named("eve@fabrikam.example").withGuestTenant("contoso");
        emulator.get().add(guest);

        assertThat(guest.objectIdIn(emulator.get().tenant("fabrikam"))).isEqualTo(guest.objectId());
        assertThat(guest.objectIdIn(emulator.get().tenant("contoso"))).isNotEqualTo(guest.objectId());
        assertThat(emulator.get().signIn(request.uri(), "eve@fabrikam.example")).containsKey("code");
    }

    @Nested
    class SigningOut {

        @Test
        void endsTheSession() throws Exception {
            acceptedAs("ada@contoso.example");

            View page = browser.open(URI.create("/contoso/oauth2/v2.0/logout"));

            assertThat(page.title()).isEqualTo("Signed out");
            assertThat(browser.open(request.uri()).title()).isEqualTo("Sign in");
        }

        @Test
        void goesOnToARegisteredPlaceOnly() throws Exception {
            String logout = "/contoso/oauth2/v2.0/logout?state=s&post_logout_redirect_uri=";

            assertThat(browser.open(URI.create(logout + "http://localhost:4711/bye"))
                            .location())
                    .isEqualTo("http://localhost:4711/bye?state=s");
            assertThat(browser.open(URI.create(logout + "https://evil.example/"))
                            .title())
                    .isEqualTo("Signed out");
        }
    }
}
