package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.TestBrowser.View;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applications hear in frames of the browser that a person signed out (OpenID Connect Front-Channel Logout 1.0). */
class FrontChannelLogoutTest {

    @RegisterExtension
    static final EmulatorExtension emulator = EmulatorExtension.create();

    private static final String LISTENING = "listening";
    private static final String FAREWELL = "http://localhost:4711/farewell";
    private static final URI LOGOUT = URI.create("/contoso/oauth2/v2.0/logout");

    private TestBrowser browser;
    private SignInRequest request;

    @BeforeEach
    void register() {
        emulator.get()
                .add(EmulatorApp.of(LISTENING)
                        .withAdminConsent()
                        .withRedirectUri(SignInRequest.REDIRECT)
                        .withFrontChannelLogoutUri(FAREWELL));
        browser = new TestBrowser(emulator.get());
        request = SignInRequest.to(emulator.get()).with("client_id", LISTENING);
    }

    @Test
    void theSessionOfAnIdTokenIsTheOneThatTheFrameNames() throws Exception {
        JwtClaims claims = idToken(codeIn(browser));

        View page = browser.open(LOGOUT);

        assertThat(page.title()).isEqualTo("Signed out");
        assertThat(farewells(page)).singleElement().satisfies(farewell -> {
            assertThat(farewell).startsWith(FAREWELL + "?");
            assertThat(FormParameters.parse(URI.create(farewell).getRawQuery()).values())
                    .containsOnly(
                            Map.entry("iss", claims.getIssuer()),
                            Map.entry("sid", String.valueOf(claims.getClaimValue("sid"))));
        });
        assertThat(page.policy()).contains("frame-src http://localhost:4711");
    }

    @Test
    void eachBrowserHasASessionOfItsOwn() throws Exception {
        Object sid = idToken(codeIn(browser)).getClaimValue("sid");

        assertThat(idToken(codeIn(browser)).getClaimValue("sid")).isEqualTo(sid);
        assertThat(idToken(codeIn(new TestBrowser(emulator.get()))).getClaimValue("sid"))
                .isNotEqualTo(sid);
    }

    @Test
    void theBrowserGoesOnToTheApplicationAfterItsFrames() throws Exception {
        codeIn(browser);

        View page = browser.open(URI.create(LOGOUT + "?state=s&post_logout_redirect_uri=" + SignInRequest.REDIRECT));

        assertThat(page.body())
                .contains("href=\"" + SignInRequest.REDIRECT + "?state=s\"")
                .contains("<script src=\"/assets/signed-out.js\">");
        assertThat(browser.open(URI.create("/assets/signed-out.js")).status()).isEqualTo(200);
        assertThat(page.policy()).contains("script-src 'self'");
    }

    @Test
    void aSecondSignOutHasNobodyToTell() throws Exception {
        codeIn(browser);
        browser.open(LOGOUT);

        assertThat(farewells(browser.open(LOGOUT))).isEmpty();
    }

    @Test
    void whoNeverAskedHearsNothing() throws Exception {
        SignInRequest silent = SignInRequest.to(emulator.get());
        Map<String, String> home = emulator.get().signIn(silent.uri(), "ada@contoso.example");
        String answer = new WireClient(emulator.get())
                .post("/contoso/oauth2/v2.0/token", silent.redemption(home.getOrDefault("code", "")))
                .text("id_token");

        assertThat(Jwts.verified(emulator.get(), answer).hasClaim("sid")).isFalse();
        assertThat(emulator.get().signOut("ada@contoso.example")).isEmpty();
    }

    @Test
    void aTestSignsAUserOutOfEveryBrowserAtOnce() throws Exception {
        Object first = idToken(codeIn(browser)).getClaimValue("sid");
        Object second = idToken(emulator.get().signIn(request.uri(), "ada@contoso.example"))
                .getClaimValue("sid");

        List<URI> farewells = emulator.get().signOut("ada@contoso.example");

        assertThat(farewells)
                .extracting(farewell ->
                        FormParameters.parse(farewell.getRawQuery()).values().get("sid"))
                .containsExactlyInAnyOrder(String.valueOf(first), String.valueOf(second));
        assertThat(browser.open(request.uri()).title()).isEqualTo("Sign in");
    }

    private Map<String, String> codeIn(TestBrowser where) throws Exception {
        View page = where.open(request.uri());
        return page.status() == 302
                ? page.redirectParameters()
                : where.submit(page, "username", "ada@contoso.example", "password", "ada-password")
                        .redirectParameters();
    }

    private JwtClaims idToken(Map<String, String> home) throws Exception {
        return Jwts.verified(
                emulator.get(),
                new WireClient(emulator.get())
                        .post("/contoso/oauth2/v2.0/token", request.redemption(home.getOrDefault("code", "")))
                        .text("id_token"));
    }

    private static List<String> farewells(View page) {
        return Pattern.compile("<iframe hidden title=\"Signing out\" src=\"([^\"]*)\">")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();
    }
}
