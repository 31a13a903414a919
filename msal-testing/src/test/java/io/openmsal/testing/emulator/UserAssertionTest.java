package io.openmsal.testing.emulator;

import static io.openmsal.testing.emulator.WireClient.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.WireClient.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Grants in which no browser takes part, yet a user: on behalf of, and password. */
class UserAssertionTest {

    private static final MovableClock CLOCK = new MovableClock();
    private static final String TOKEN = "/contoso/oauth2/v2.0/token";

    @RegisterExtension
    static final EmulatorExtension emulator =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private WireClient client;

    @BeforeEach
    void connect() {
        client = new WireClient(emulator.get());
    }

    private String accessTokenFor(String scope) throws Exception {
        return signedIn(scope).text("access_token");
    }

    private Reply signedIn(String scope) throws Exception {
        var request = SignInRequest.to(emulator.get()).with("scope", scope + " openid");
        String code = String.valueOf(
                emulator.get().signIn(request.uri(), "ada@contoso.example").get("code"));
        return client.post(TOKEN, request.redemption(code));
    }

    @Nested
    class OnBehalfOf {

        private Map<String, String> form(String assertion) {
            var form = new LinkedHashMap<>(client.clientCredentials());
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("requested_token_use", "on_behalf_of");
            form.put("scope", "User.Read openid profile offline_access");
            form.put("assertion", assertion);
            return form;
        }

        private void consent() {
            emulator.get().consent("ada@contoso.example", emulator.get().defaultConfidentialClientId(), "User.Read");
        }

        @Test
        void aTokenOfTheApiIsTradedForOneOfTheNext() throws Exception {
            consent();

            Reply reply = client.post(TOKEN, form(accessTokenFor("api://orders/read")));

            var claims = Jwts.verified(emulator.get(), reply.text("access_token"));
            assertThat(claims.getAudience()).containsExactly("https://graph.microsoft.com");
            assertThat(claims.getStringClaimValue("preferred_username")).isEqualTo("ada@contoso.example");
            assertThat(reply.json().has("refresh_token")).isTrue();
        }

        @Test
        void aTokenNamesItsScopesInTheWordsOfItsApi() throws Exception {
            assertThat(Jwts.verified(emulator.get(), accessTokenFor("api://orders/read"))
                            .getStringClaimValue("scp"))
                    .isEqualTo("read");
        }

        @Test
        void withoutConsentItIsRefused() throws Exception {
            assertThat(client.post(TOKEN, form(accessTokenFor("api://orders/read")))
                            .aadsts())
                    .isEqualTo(65001);
        }

        @Test
        void aTokenForGraphIsNotTheApisToTrade() throws Exception {
            consent();

            assertThat(client.post(TOKEN, form(accessTokenFor("User.Read"))).aadsts())
                    .isEqualTo(500131);
        }

        @Test
        void anExpiredTokenIsRefused() throws Exception {
            consent();
            String token = accessTokenFor("api://orders/read");
            CLOCK.advance(Duration.ofHours(1));

            assertThat(client.post(TOKEN, form(token)).aadsts()).isEqualTo(500133);
        }

        @Test
        void anIdTokenIsRefused() throws Exception {
            consent();

            Reply reply = client.post(TOKEN, form(signedIn("api://orders/read").text("id_token")));

            assertThat(reply.text("error")).isEqualTo("invalid_grant");
            assertThat(reply.aadsts()).isEqualTo(240002);
            assertThat(reply.text("error_description"))
                    .contains("Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.");
        }

        @Test
        void aForeignTokenIsRefused() throws Exception {
            assertThat(client.post(TOKEN, form("a.b.c")).aadsts()).isEqualTo(50013);
        }

        @Test
        void anotherUseIsRefused() throws Exception {
            Map<String, String> form = with(form("a.b.c"), "requested_token_use", "fun");

            assertThat(client.post(TOKEN, form).aadsts()).isEqualTo(90023);
        }
    }

    @Nested
    class Exchange {

        private static final String OIDC_TOKEN = "/oidc/contoso/token";
        private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

        private Map<String, String> form(String subjectToken) {
            var form = new LinkedHashMap<>(client.clientCredentials());
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
            form.put("scope", "orders openid");
            form.put("subject_token", subjectToken);
            form.put("subject_token_type", ACCESS_TOKEN);
            return form;
        }

        private String received() throws Exception {
            return accessTokenFor("api://orders/read");
        }

        @Test
        void aTokenOfThePlainProviderIsExchangedForAnotherThatSaysWhatItIs() throws Exception {
            Reply reply = client.post(OIDC_TOKEN, form(received()));

            assertThat(reply.text("issued_token_type")).isEqualTo(ACCESS_TOKEN);
            assertThat(reply.text("token_type")).isEqualTo("Bearer");
            assertThat(Jwts.verified(emulator.get(), reply.text("access_token"))
                            .getStringClaimValue("preferred_username"))
                    .isEqualTo("ada@contoso.example");
        }

        @Test
        void theMetadataSpeaksOfIt() throws Exception {
            assertThat(client.get("/oidc/contoso/.well-known/openid-configuration")
                            .json()
                            .getAsJsonArray("grant_types_supported")
                            .toString())
                    .contains("token-exchange");
        }

        @Test
        void anExpiredTokenIsRefused() throws Exception {
            String token = received();
            CLOCK.advance(Duration.ofHours(1));

            assertThat(client.post(OIDC_TOKEN, form(token)).text("error")).isEqualTo("invalid_request");
        }

        @Test
        void anIdTokenIsRefusedEvenWhenItIsCalledAnAccessToken() throws Exception {
            Reply reply =
                    client.post(OIDC_TOKEN, form(signedIn("api://orders/read").text("id_token")));

            assertThat(reply.text("error")).isEqualTo("invalid_request");
            assertThat(reply.text("error_description")).contains("id_token");
        }

        @Test
        void anotherTypeOfTokenIsNeitherTakenNorGiven() throws Exception {
            Map<String, String> form = form(received());
            String idToken = "urn:ietf:params:oauth:token-type:id_token";

            assertThat(client.post(OIDC_TOKEN, with(form, "subject_token_type", idToken))
                            .text("error"))
                    .isEqualTo("invalid_request");
            assertThat(client.post(OIDC_TOKEN, with(form, "requested_token_type", idToken))
                            .text("error"))
                    .isEqualTo("invalid_request");
        }

        @Test
        void microsoftDoesNotKnowItAndThePlainProviderDoesNotKnowMicrosoftsWay() throws Exception {
            Map<String, String> microsofts = new LinkedHashMap<>(new OnBehalfOf().form(received()));

            assertThat(client.post(TOKEN, form(received())).text("error")).isEqualTo("unsupported_grant_type");
            assertThat(client.post(OIDC_TOKEN, microsofts).text("error")).isEqualTo("invalid_grant");
        }
    }

    @Nested
    class OfAnIssuerOutside {

        private static final String OIDC_TOKEN = "/oidc/contoso/token";

        private final EmulatorIssuer issuer = EmulatorIssuer.named("https://sts.fabrikam.example");

        private Reply redeem(EmulatorIssuer signer, String username, String audience) throws Exception {
            return redeem(signer.assertion(username, audience, CLOCK.instant()).reveal());
        }

        private Reply redeem(String assertion) throws Exception {
            var form = new LinkedHashMap<>(client.clientCredentials());
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("scope", "orders openid");
            form.put("assertion", assertion);
            return client.post(OIDC_TOKEN, form);
        }

        private String here() {
            return emulator.get().oidcAuthority("contoso");
        }

        @Test
        void anAssertionGivesTokensOfTheUserOnceTheIssuerIsTrusted() throws Exception {
            assertThat(redeem(issuer, "ada@contoso.example", here()).text("error"))
                    .isEqualTo("invalid_grant");

            emulator.get().add(issuer);

            assertThat(Jwts.verified(
                                    emulator.get(),
                                    redeem(issuer, "ada@contoso.example", here())
                                            .text("access_token"))
                            .getStringClaimValue("preferred_username"))
                    .isEqualTo("ada@contoso.example");
        }

        @Test
        void oneForAnotherProviderOrOfAnotherSignerOrAboutNobodyIsRefused() throws Exception {
            emulator.get().add(issuer);

            assertThat(redeem(issuer, "ada@contoso.example", "https://elsewhere.example")
                            .text("error"))
                    .isEqualTo("invalid_grant");
            assertThat(redeem(EmulatorIssuer.named(issuer.name()), "ada@contoso.example", here())
                            .text("error"))
                    .isEqualTo("invalid_grant");
            assertThat(redeem(issuer, "nobody@contoso.example", here()).status())
                    .isEqualTo(400);
            assertThat(redeem("nonsense").text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void oneIsGoodForFiveMinutes() throws Exception {
            emulator.get().add(issuer);
            String assertion = issuer.assertion("ada@contoso.example", here(), CLOCK.instant())
                    .reveal();
            CLOCK.advance(Duration.ofMinutes(5));

            assertThat(redeem(assertion).text("error")).isEqualTo("invalid_grant");
        }
    }

    @Nested
    class Password {

        private Map<String, String> form(String password) {
            return Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    emulator.get().defaultPublicClientId(),
                    "username",
                    "ada@contoso.example",
                    "password",
                    password,
                    "scope",
                    "User.Read openid");
        }

        @Test
        void theRightOneGivesTokens() throws Exception {
            emulator.get().consent("ada@contoso.example", emulator.get().defaultPublicClientId(), "User.Read");

            assertThat(client.post(TOKEN, form("ada-password")).json().has("id_token"))
                    .isTrue();
        }

        @Test
        void aWrongOneIsRefused() throws Exception {
            assertThat(client.post(TOKEN, form("guessed")).aadsts()).isEqualTo(50126);
        }

        @Test
        void thePlainProviderTakesThePasswordForConsent() throws Exception {
            assertThat(client.post("/oidc/contoso/token", form("ada-password")).status())
                    .isEqualTo(200);
        }

        @Test
        void noConsentIsEverAskedFor() throws Exception {
            assertThat(client.post(TOKEN, form("ada-password")).aadsts()).isEqualTo(65001);
        }
    }
}
