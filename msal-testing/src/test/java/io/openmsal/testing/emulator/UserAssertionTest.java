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
        var request = SignInRequest.to(emulator.get()).with("scope", scope + " openid");
        String code = String.valueOf(
                emulator.get().signIn(request.uri(), "ada@contoso.example").get("code"));
        return client.post(TOKEN, request.redemption(code)).text("access_token");
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
        void noConsentIsEverAskedFor() throws Exception {
            assertThat(client.post(TOKEN, form("ada-password")).aadsts()).isEqualTo(65001);
        }
    }
}
