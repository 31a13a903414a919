package io.openmsal.testing.emulator;

import static io.openmsal.testing.emulator.WireClient.with;
import static io.openmsal.testing.emulator.WireClient.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.openmsal.testing.emulator.WireClient.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationCodeTest {

    private static final MovableClock CLOCK = new MovableClock();

    @RegisterExtension
    static final EmulatorExtension emulator =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private static final String TOKEN = "/contoso/oauth2/v2.0/token";

    private WireClient client;
    private SignInRequest request;

    @BeforeEach
    void connect() {
        client = new WireClient(emulator.get());
        request = SignInRequest.to(emulator.get());
    }

    private String code() {
        return String.valueOf(
                emulator.get().signIn(request.uri(), "ada@contoso.example").get("code"));
    }

    private Reply redeemed() throws Exception {
        return client.post(TOKEN, request.redemption(code()));
    }

    @Nested
    class ASecondCodeForThePage {

        private Map<String, String> hybridRedemption() {
            request = request.with("client_id", emulator.get().defaultConfidentialClientId());
            return with(
                    request.redemption(code()),
                    "client_secret",
                    emulator.get().defaultClientSecret().reveal());
        }

        @Test
        void isIssuedWhenAskedForAndNeedsNoVerifier() throws Exception {
            Map<String, String> form = with(hybridRedemption(), "return_spa_code", "1");
            String second = client.post(TOKEN, form).json().get("spa_code").getAsString();

            Reply reply = client.post(TOKEN, with(without(form, "code_verifier"), "code", second));

            assertThat(reply.json().has("access_token")).isTrue();
            assertThat(client.post(TOKEN, with(without(form, "code_verifier"), "code", second))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void isNotIssuedWhenNotAskedFor() throws Exception {
            assertThat(client.post(TOKEN, hybridRedemption()).json().keySet())
                    .contains("access_token")
                    .doesNotContain("spa_code");
        }

        @Test
        void isRefusedToAPublicClientWhosePageCanSignInItself() throws Exception {
            assertThat(client.post(TOKEN, with(request.redemption(code()), "return_spa_code", "1"))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class ARedeemedCode {

        @Test
        void isAnsweredInTheShapeOfEntra() throws Exception {
            Reply reply = redeemed();

            assertThat(reply.json().keySet())
                    .containsExactlyInAnyOrder(
                            "token_type",
                            "expires_in",
                            "ext_expires_in",
                            "scope",
                            "access_token",
                            "refresh_token",
                            "id_token",
                            "client_info");
            assertThat(reply.text("scope").split(" "))
                    .containsExactlyInAnyOrder("User.Read", "profile", "openid", "email");
        }

        @Test
        void givesAnIdTokenThatTellsWhoAndWhereAndWhen() throws Exception {
            Reply reply = redeemed();

            EmulatorTenant contoso = emulator.get().tenant("contoso");
            EmulatorUser ada = emulator.get().user("ada@contoso.example");
            var claims = Jwts.verified(emulator.get(), reply.text("id_token"));
            assertThat(claims.getIssuer()).isEqualTo(emulator.get().baseUri() + "/" + contoso.id() + "/v2.0");
            assertThat(claims.getAudience()).containsExactly(emulator.get().defaultPublicClientId());
            assertThat(claims.getStringClaimValue("nonce")).isEqualTo("a-nonce");
            assertThat(claims.getStringClaimValue("tid")).isEqualTo(contoso.id());
            assertThat(claims.getStringClaimValue("oid")).isEqualTo(ada.objectId());
            assertThat(claims.getStringClaimValue("preferred_username")).isEqualTo("ada@contoso.example");
            assertThat(claims.getStringClaimValue("name")).isEqualTo("Ada Lovelace");
            assertThat(claims.getStringClaimValue("ver")).isEqualTo("2.0");
            assertThat(claims.getSubject()).isNotEmpty();
            long now = CLOCK.instant().getEpochSecond();
            assertThat(claims.getIssuedAt().getValue()).isEqualTo(now);
            assertThat(claims.getExpirationTime().getValue()).isEqualTo(now + 3600);
            assertThat(claims.getClaimValue("auth_time", Long.class)).isEqualTo(now);
        }

        @Test
        void givesClientInfoOfTheHomeTenant() throws Exception {
            var info = JsonParser.parseString(Jwts.decoded(redeemed().text("client_info")))
                    .getAsJsonObject();

            assertThat(info.get("uid").getAsString())
                    .isEqualTo(emulator.get().user("ada@contoso.example").objectId());
            assertThat(info.get("utid").getAsString())
                    .isEqualTo(emulator.get().tenant("contoso").id());
        }

        @Test
        void givesNoClientInfoUnlessAsked() throws Exception {
            Reply reply = client.post(TOKEN, without(request.redemption(code()), "client_info"));

            assertThat(reply.json().has("client_info")).isFalse();
        }

        @Test
        void givesNoRefreshTokenWithoutOfflineAccess() throws Exception {
            request = request.with("scope", "User.Read openid");

            assertThat(redeemed().json().has("refresh_token")).isFalse();
        }

        @Test
        void ofCommonIsIssuedByTheHomeTenant() throws Exception {
            request = request.at("/common/oauth2/v2.0/authorize");

            Reply reply = client.post("/common/oauth2/v2.0/token", request.redemption(code()));

            assertThat(Jwts.verified(emulator.get(), reply.text("id_token")).getIssuer())
                    .isEqualTo(emulator.get().issuer("contoso"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "code, unknown, 9002313",
        "code_verifier, anotherVerifierAnotherVerifierAnotherVerifier, 501481",
        "code_verifier, '', 501481",
        "redirect_uri, http://localhost:4712/redirect, 500112",
        "redirect_uri, '', 900144",
    })
    void aRedemptionThatDoesNotFitIsRefused(String name, String value, int aadsts) throws Exception {
        Reply reply = client.post(TOKEN, with(request.redemption(code()), name, value));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.aadsts()).isEqualTo(aadsts);
    }

    /** Each with the challenge that it meets. */
    @ParameterizedTest
    @MethodSource
    void aVerifierThatAnybodyCouldGuessIsMalformed(String verifier) throws Exception {
        request =
                request.with("code_challenge", Fingerprint.of("SHA-256", verifier.getBytes(StandardCharsets.US_ASCII)));

        Reply reply = client.post(TOKEN, with(request.redemption(code()), "code_verifier", verifier));

        assertThat(reply.text("error")).isEqualTo("invalid_request");
        assertThat(reply.aadsts()).isEqualTo(9002313);
    }

    static List<String> aVerifierThatAnybodyCouldGuessIsMalformed() {
        return List.of("a", "a".repeat(42), "a".repeat(129), "a".repeat(43) + "+");
    }

    @ParameterizedTest
    @ValueSource(ints = {43, 128})
    void aVerifierMayHaveAnyLengthInBetween(int length) throws Exception {
        String verifier = "-._~" + "a".repeat(length - 4);
        request =
                request.with("code_challenge", Fingerprint.of("SHA-256", verifier.getBytes(StandardCharsets.US_ASCII)));

        assertThat(client.post(TOKEN, with(request.redemption(code()), "code_verifier", verifier))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aVerifierNobodyAskedForIsRefused() throws Exception {
        request = request.without("code_challenge").without("code_challenge_method");

        assertThat(redeemed().aadsts()).isEqualTo(501481);
    }

    @Test
    void aCodeWorksOnceAndTheSecondTimeRevokesTheFirst() throws Exception {
        Map<String, String> redemption = request.redemption(code());
        Reply first = client.post(TOKEN, redemption);
        assertThat(first.status()).isEqualTo(200);

        Reply second = client.post(TOKEN, redemption);

        assertThat(second.text("error")).isEqualTo("invalid_grant");
        assertThat(second.aadsts()).isEqualTo(54005);
        assertThat(client.post(TOKEN, request.refreshing(first.text("refresh_token")))
                        .aadsts())
                .isEqualTo(50173);
    }

    @Test
    void aCodeExpires() throws Exception {
        String code = code();
        CLOCK.advance(Duration.ofMinutes(10));

        assertThat(client.post(TOKEN, request.redemption(code)).aadsts()).isEqualTo(70008);
    }

    @Test
    void aCodeOfAnotherClientIsRefused() throws Exception {
        emulator.get().add(EmulatorApp.of("other"));

        assertThat(client.post(TOKEN, with(request.redemption(code()), "client_id", "other"))
                        .aadsts())
                .isEqualTo(700005);
    }

    @ParameterizedTest
    @CsvSource({
        "/contoso/oauth2/v2.0/authorize, /oidc/contoso/token, invalid_grant",
        "/oidc/contoso/authorize, /contoso/oauth2/v2.0/token, invalid_grant",
        "/oidc/contoso/authorize, /oidc/fabrikam/token, invalid_grant",
        "/common/oauth2/v2.0/authorize, /contoso/oauth2/v2.0/token, ''",
        "/organizations/oauth2/v2.0/authorize, /contoso/oauth2/v2.0/token, ''",
        "/contoso/oauth2/v2.0/authorize, /common/oauth2/v2.0/token, ''",
        "/contoso/oauth2/v2.0/authorize, /organizations/oauth2/v2.0/token, ''",
        "/contoso/oauth2/v2.0/authorize, /fabrikam/oauth2/v2.0/token, ''",
    })
    void aCodeIsKnownToTheIssuerThatGaveItAlone(String asked, String redeemed, String error) throws Exception {
        emulator.get()
                .add(EmulatorUser.named("eve@contoso.example")
                        .withHomeTenant("contoso")
                        .withGuestTenant("fabrikam"));
        request = request.at(asked).with("scope", "openid profile offline_access");
        String code = String.valueOf(
                emulator.get().signIn(request.uri(), "eve@contoso.example").get("code"));

        Reply reply = client.post(redeemed, request.redemption(code));

        assertThat(reply.json().has("error") ? reply.text("error") : "").isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"ada@contoso.example, tailspin", "alan@live.example, organizations"})
    void aCodeOpensNoTenantTheUserIsNotAMemberOf(String username, String tenant) throws Exception {
        emulator.get().add(EmulatorUser.named("alan@live.example").withHomeTenant("consumers"));
        emulator.get().add(EmulatorTenant.named("tailspin"));
        request = request.at("/common/oauth2/v2.0/authorize");
        String code =
                String.valueOf(emulator.get().signIn(request.uri(), username).get("code"));

        Reply reply = client.post("/" + tenant + "/oauth2/v2.0/token", request.redemption(code));

        assertThat(reply.text("error")).isEqualTo("invalid_grant");
        assertThat(reply.aadsts()).isEqualTo(50020);
    }

    @Test
    void aConfidentialClientAuthenticates() throws Exception {
        request = request.with("client_id", emulator.get().defaultConfidentialClientId());
        Map<String, String> redemption = request.redemption(code());

        assertThat(client.post(TOKEN, redemption).aadsts()).isEqualTo(7000218);
        String secret = emulator.get().defaultClientSecret().reveal();
        assertThat(client.post(TOKEN, with(redemption, "client_secret", secret)).status())
                .isEqualTo(200);
    }

    @Nested
    class WithoutABrowser {

        @Test
        void anErrorThatTravelsIsReturned() {
            var parameters =
                    emulator.get().signIn(request.with("response_type", "token").uri(), "ada@contoso.example");

            assertThat(parameters).containsEntry("error", "unsupported_response_type");
        }

        @Test
        void theRequestIsWrittenDown() {
            emulator.get().signIn(request.uri(), "ada@contoso.example");

            assertThat(emulator.get().requests(EmulatorEndpoint.AUTHORIZE))
                    .singleElement()
                    .satisfies(sent -> assertThat(sent.parameter("nonce")).hasValue("a-nonce"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://login.microsoftonline.com/contoso/oauth2/v2.0/authorize",
                    "https:/contoso/oauth2/v2.0/authorize",
                    "https://ada:canary@localhost:4711/contoso/oauth2/v2.0/authorize",
                    "mailto:ada@contoso.example",
                    "/contoso/oauth2/v2.0/authorize"
                })
        void nobodySignsInAnywhereElse(String elsewhere) {
            assertThatThrownBy(() -> emulator.get().signIn(URI.create(elsewhere), "ada@contoso.example"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("No authorization endpoint")
                    .hasMessageNotContaining("canary");
        }

        @Test
        void nobodySignsInWithUserInformationInTheAddress() {
            URI own = URI.create(request.uri().toString().replace("https://", "https://ada:canary@"));

            assertThatThrownBy(() -> emulator.get().signIn(own, "ada@contoso.example"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("with user information")
                    .hasMessageNotContaining("canary");
        }

        @Test
        void nobodySignsInWithoutTls() {
            URI plain = URI.create(request.uri().toString().replace("https:", "http:"));

            assertThatThrownBy(() -> emulator.get().signIn(plain, "ada@contoso.example"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("No authorization endpoint");
        }

        @Test
        void anErrorPageIsThrown() {
            var uri = request.with("client_id", "nobody").uri();

            assertThatThrownBy(() -> emulator.get().signIn(uri, "ada@contoso.example"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("AADSTS700016");
        }
    }

    @Nested
    class WhatElseIsSaidOfAUser {

        private static final String RITA = "rita@contoso.example";

        @BeforeEach
        void addRita() {
            emulator.get()
                    .add(EmulatorUser.named(RITA)
                            .withClaim("roles", List.of("Admin"))
                            .withClaim("department", Map.of("name", "Sales", "number", 7)));
        }

        private Reply redeemed(String path, String scope) throws Exception {
            request = request.at(path + "authorize").with("scope", scope);
            String code =
                    String.valueOf(emulator.get().signIn(request.uri(), RITA).get("code"));
            return client.post(path + "token", request.redemption(code));
        }

        @ParameterizedTest
        @CsvSource({
            "/contoso/oauth2/v2.0/, openid api://orders/read",
            "/oidc/contoso/, openid profile",
        })
        void standsInTheIdTokenAndInTheAccessTokenOfAWebApi(String path, String scope) throws Exception {
            Reply reply = redeemed(path, scope);

            for (String token : List.of(reply.text("id_token"), reply.text("access_token"))) {
                var claims = Jwts.verified(emulator.get(), token);
                assertThat(claims.getStringListClaimValue("roles")).containsExactly("Admin");
                assertThat(claims.getClaimValue("department")).isEqualTo(Map.of("name", "Sales", "number", 7L));
            }
        }

        @Test
        void isNoneOfTheBusinessOfMicrosoftGraph() throws Exception {
            Reply reply = redeemed("/contoso/oauth2/v2.0/", "openid User.Read");

            assertThat(Jwts.verified(emulator.get(), reply.text("id_token")).getClaimNames())
                    .contains("roles");
            assertThat(Jwts.verified(emulator.get(), reply.text("access_token")).getClaimNames())
                    .doesNotContain("roles", "department");
        }

        @Test
        void staysWithThemWhateverElseIsChanged() {
            EmulatorUser changed = emulator.get()
                    .user(RITA)
                    .withDisplayName("Rita")
                    .withPassword("new")
                    .withHomeTenant("contoso")
                    .withGuestTenant("fabrikam");

            assertThat(changed.claims()).containsKeys("roles", "department");
        }

        @ParameterizedTest
        @ValueSource(strings = {"iss", "aud", "nonce", "oid", "preferred_username"})
        void doesNotContradictTheEmulator(String name) {
            EmulatorUser rita = EmulatorUser.named(RITA);

            assertThatThrownBy(() -> rita.withClaim(name, "another"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + name + "\"");
        }
    }

    @Nested
    class Scopes {

        @Test
        void ofTwoResourcesAreRefusedInOneRedemption() throws Exception {
            request = request.with("scope", "User.Read api://orders/read openid");
            Map<String, String> redemption = with(request.redemption(code()), "scope", "User.Read api://orders/read");

            assertThat(client.post(TOKEN, redemption).aadsts()).isEqualTo(28000);
        }

        @Test
        void ofAnotherApiComeBackInFull() throws Exception {
            request = request.with("scope", "api://orders/read openid");

            assertThat(redeemed().text("scope")).startsWith("api://orders/read ");
        }

        @Test
        void theApplicationDoesNotKnowAreRefused() {
            emulator.get()
                    .add(EmulatorApp.of("picky")
                            .withRedirectUri("http://localhost/redirect")
                            .withKnownScopes("User.Read"));
            request = request.with("client_id", "picky");

            assertThat(emulator.get().signIn(request.uri(), "ada@contoso.example"))
                    .containsKey("code");
            assertThat(emulator.get().signIn(request.with("scope", "Mail.Read").uri(), "ada@contoso.example"))
                    .containsEntry("error", "invalid_scope");
        }
    }

    @Nested
    class ThePlainProvider {

        private static final String OIDC_TOKEN = "/oidc/contoso/token";

        @Test
        void saysNothingOfEntra() throws Exception {
            request = request.at("/oidc/contoso/authorize").with("scope", "openid profile offline_access");
            var parameters = emulator.get().signIn(request.uri(), "ada@contoso.example");
            assertThat(parameters.keySet()).containsExactlyInAnyOrder("code", "state");

            Reply reply = client.post(OIDC_TOKEN, request.redemption(String.valueOf(parameters.get("code"))));

            assertThat(reply.json().keySet())
                    .containsExactlyInAnyOrder(
                            "token_type", "expires_in", "scope", "access_token", "refresh_token", "id_token");
            var claims = Jwts.verified(emulator.get(), reply.text("id_token"));
            assertThat(claims.getIssuer()).isEqualTo(emulator.get().oidcAuthority("contoso"));
            assertThat(claims.getClaimNames())
                    .doesNotContain("tid", "oid", "ver")
                    .contains("email");
        }
    }
}
