package io.openmsal.testing.emulator;

import static io.openmsal.testing.emulator.WireClient.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.emulator.WireClient.Reply;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefreshTokenTest {

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

    private String refreshToken() throws Exception {
        return signedIn(request, "ada@contoso.example").text("refresh_token");
    }

    private Reply signedIn(SignInRequest wanted, String username) throws Exception {
        String code =
                String.valueOf(emulator.get().signIn(wanted.uri(), username).get("code"));
        return client.post(TOKEN, wanted.redemption(code));
    }

    @Test
    void itGivesNewTokensAndANewRefreshToken() throws Exception {
        String first = refreshToken();

        Reply reply = client.post(TOKEN, request.refreshing(first));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("refresh_token")).isNotEqualTo(first);
        assertThat(reply.json().has("id_token")).isTrue();
        assertThat(client.post(TOKEN, request.refreshing(reply.text("refresh_token")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void usedTwiceItRevokesTheWholeGrant() throws Exception {
        String first = refreshToken();
        Reply reply = client.post(TOKEN, request.refreshing(first));

        Reply again = client.post(TOKEN, request.refreshing(first));

        assertThat(again.text("error")).isEqualTo("invalid_grant");
        assertThat(again.text("suberror")).isEqualTo("bad_token");
        assertThat(again.aadsts()).isEqualTo(50173);
        assertThat(client.post(TOKEN, request.refreshing(reply.text("refresh_token")))
                        .aadsts())
                .isEqualTo(50173);
    }

    @Test
    void itMayBeReusedWhereThatIsAllowed() throws Exception {
        try (Emulator lenient = Emulator.builder().allowRefreshTokenReuse().start()) {
            client = new WireClient(lenient);
            SignInRequest wanted = SignInRequest.to(lenient);
            String code = String.valueOf(
                    lenient.signIn(wanted.uri(), "ada@contoso.example").get("code"));
            String token = client.post(TOKEN, wanted.redemption(code)).text("refresh_token");

            assertThat(client.post(TOKEN, wanted.refreshing(token)).status()).isEqualTo(200);
            assertThat(client.post(TOKEN, wanted.refreshing(token)).status()).isEqualTo(200);
        }
    }

    @Test
    void aRefusedRedemptionDoesNotUseItUp() throws Exception {
        String token = refreshToken();

        Reply refused = client.post(TOKEN, with(request.refreshing(token), "scope", "Mail.Read"));

        assertThat(refused.aadsts()).isEqualTo(65001);
        assertThat(refused.text("suberror")).isEqualTo("consent_required");
        assertThat(client.post(TOKEN, request.refreshing(token)).status()).isEqualTo(200);
    }

    @Test
    void itReachesOtherResourcesTheUserConsentedTo() throws Exception {
        String token = refreshToken();
        emulator.get().consent("ada@contoso.example", emulator.get().defaultPublicClientId(), "api://orders/read");

        Reply reply = client.post(TOKEN, with(request.refreshing(token), "scope", "api://orders/read"));

        assertThat(reply.text("scope")).contains("api://orders/read").doesNotContain("User.Read");
        assertThat(Jwts.verified(emulator.get(), reply.text("access_token")).getAudience())
                .containsExactly("api://orders");
    }

    @Test
    void itReturnsAllThatWasConsentedToForTheResource() throws Exception {
        String token = refreshToken();
        emulator.get().consent("ada@contoso.example", emulator.get().defaultPublicClientId(), "Mail.Read");

        Reply reply = client.post(TOKEN, request.refreshing(token));

        assertThat(reply.text("scope").split(" ")).contains("User.Read", "Mail.Read");
    }

    @Test
    void itExpires() throws Exception {
        emulator.get().refreshTokenLifetime(Duration.ofDays(1));
        String token = refreshToken();
        CLOCK.advance(Duration.ofDays(1));

        assertThat(client.post(TOKEN, request.refreshing(token)).aadsts()).isEqualTo(700082);
    }

    @Test
    void itIsRevokedWithTheUser() throws Exception {
        String token = refreshToken();
        emulator.get().revokeRefreshTokens("ada@contoso.example");

        assertThat(client.post(TOKEN, request.refreshing(token)).aadsts()).isEqualTo(50173);
    }

    @Test
    void anInventedOneIsABadToken() throws Exception {
        Reply reply = client.post(TOKEN, request.refreshing("invented"));

        assertThat(reply.text("error")).isEqualTo("invalid_grant");
        assertThat(reply.text("suberror")).isEqualTo("bad_token");
    }

    @Test
    void itOpensTenantsTheUserIsAGuestOfAndNoOthers() throws Exception {
        emulator.get().add(EmulatorUser.named("eve@fabrikam.example").withGuestTenant("contoso"));
        emulator.get().add(EmulatorTenant.named("tailspin"));
        String token = signedIn(request, "eve@fabrikam.example").text("refresh_token");

        assertThat(client.post("/tailspin/oauth2/v2.0/token", request.refreshing(token))
                        .aadsts())
                .isEqualTo(50020);
        Reply home = client.post("/fabrikam/oauth2/v2.0/token", request.refreshing(token));
        assertThat(Jwts.verified(emulator.get(), home.text("id_token")).getIssuer())
                .isEqualTo(emulator.get().issuer("fabrikam"));
    }

    @Nested
    class OfAFamily {

        @Test
        void itIsSharedByTheMembers() throws Exception {
            emulator.get()
                    .add(EmulatorApp.of("teams")
                            .withRedirectUri("http://localhost/redirect")
                            .inFamily());
            emulator.get().add(EmulatorApp.of("office").inFamily());
            Reply reply = signedIn(request.with("client_id", "teams"), "ada@contoso.example");
            assertThat(reply.text("foci")).isEqualTo("1");

            SignInRequest office = request.with("client_id", "office");
            assertThat(client.post(TOKEN, office.refreshing(reply.text("refresh_token")))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void itIsOfNoUseToOthers() throws Exception {
            emulator.get().add(EmulatorApp.of("loner"));

            SignInRequest loner = request.with("client_id", "loner");
            assertThat(client.post(TOKEN, loner.refreshing(refreshToken())).aadsts())
                    .isEqualTo(700003);
        }
    }
}
