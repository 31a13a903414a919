package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCredentialsTest {

    @RegisterExtension
    static final EmulatorExtension emulator = EmulatorExtension.create();

    private static final String TOKEN = "/contoso/oauth2/v2.0/token";

    private WireClient client;

    @BeforeEach
    void connect() {
        client = new WireClient(emulator.get());
    }

    @Test
    void aSecretIsAnsweredWithATokenOfTheUsualShape() throws Exception {
        var reply = client.post(TOKEN, client.clientCredentials());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().keySet())
                .containsExactlyInAnyOrder("token_type", "expires_in", "ext_expires_in", "access_token");
        assertThat(reply.text("token_type")).isEqualTo("Bearer");
        assertThat(reply.json().get("expires_in").getAsLong()).isEqualTo(3600);
        assertThat(reply.text("access_token").length()).isBetween(1400, 1700);
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void theTokenIsForTheResourceAndComesFromTheTenant() throws Exception {
        var reply = client.post(TOKEN, WireClient.with(client.clientCredentials(), "scope", "api://orders/.default"));

        var claims = Jwts.verified(emulator.get(), reply.text("access_token"));
        assertThat(claims.getAudience()).containsExactly("api://orders");
        assertThat(claims.getIssuer()).isEqualTo(emulator.get().issuer("contoso"));
        assertThat(claims.getClaimValueAsString("idtyp")).isEqualTo("app");
    }

    @Test
    void theTokenSaysWhatAnAdministratorLetsTheApplicationDo() throws Exception {
        Secret secret = Secret.of("secret-of-the-mailer");
        emulator.get().add(EmulatorApp.of("mailer").withSecret(secret).withAppRoles("Mail.Send", "Mail.Read"));
        var form = WireClient.with(
                WireClient.with(client.clientCredentials(), "client_id", "mailer"), "client_secret", secret.reveal());

        var claims = Jwts.verified(emulator.get(), client.post(TOKEN, form).text("access_token"));

        assertThat(claims.getStringListClaimValue("roles")).containsExactly("Mail.Send", "Mail.Read");
    }

    @Test
    void theTokenOfAnApplicationWithoutRolesNamesNone() throws Exception {
        var reply = client.post(TOKEN, client.clientCredentials());

        assertThat(Jwts.verified(emulator.get(), reply.text("access_token")).getClaimNames())
                .doesNotContain("roles");
    }

    @Test
    void twoTokensAreNeverEqual() throws Exception {
        var first = client.post(TOKEN, client.clientCredentials());
        var second = client.post(TOKEN, client.clientCredentials());

        assertThat(first.text("access_token")).isNotEqualTo(second.text("access_token"));
    }

    @Test
    void aLongLifetimeComesWithRefreshInAtHalfOfIt() throws Exception {
        emulator.get().tokenLifetime(Duration.ofHours(24));

        var reply = client.post(TOKEN, client.clientCredentials());

        assertThat(reply.json().get("expires_in").getAsLong()).isEqualTo(86400);
        assertThat(reply.json().get("refresh_in").getAsLong()).isEqualTo(43200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"contoso", "contoso.example", "CONTOSO"})
    void theTenantMayBeWrittenInSeveralWays(String tenant) throws Exception {
        var reply = client.post("/" + tenant + "/oauth2/v2.0/token", client.clientCredentials());

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aSecretMayComeInTheAuthorizationHeader() throws Exception {
        var form = WireClient.without(client.clientCredentials(), "client_secret");
        String pair = emulator.get().defaultConfidentialClientId() + ":"
                + emulator.get().defaultClientSecret().reveal();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

        var reply = client.send(client.postRequest(TOKEN, form).header("Authorization", "Basic " + basic));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aWrongSecretIsRefusedInTheWordsOfEntra() throws Exception {
        var form = WireClient.with(client.clientCredentials(), "client_secret", "guessed");
        var request =
                client.postRequest(TOKEN, form).header("client-request-id", "5d8ae1f4-6a33-4a31-9d39-1f6f1d4bd7c5");

        var reply = client.send(request);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("error")).isEqualTo("invalid_client");
        assertThat(reply.text("error_description"))
                .startsWith("AADSTS7000215: Invalid client secret provided.")
                .containsPattern("Trace ID: [0-9a-f-]{36} Correlation ID: 5d8ae1f4-6a33-4a31-9d39-1f6f1d4bd7c5"
                        + " Timestamp: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ")
                .doesNotContain("guessed");
        assertThat(reply.aadsts()).isEqualTo(7000215);
        assertThat(reply.text("correlation_id")).isEqualTo("5d8ae1f4-6a33-4a31-9d39-1f6f1d4bd7c5");
        assertThat(reply.text("error_uri")).endsWith("/error?code=7000215");
        assertThat(reply.json().has("trace_id")).isTrue();
        assertThat(reply.json().has("timestamp")).isTrue();
        assertThat(reply.header("client-request-id")).isEqualTo("5d8ae1f4-6a33-4a31-9d39-1f6f1d4bd7c5");
    }

    @ParameterizedTest
    @CsvSource({
        "scope, openid, invalid_scope, 1002012",
        "scope, https://graph.microsoft.com/User.Read, invalid_scope, 1002012",
        "scope, https://graph.microsoft.com/.default offline_access, invalid_scope, 1002012",
        "scope, '', invalid_request, 900144",
        "client_id, nobody, unauthorized_client, 700016",
        "client_secret, '', invalid_client, 7000218",
        "grant_type, '', invalid_request, 900144",
        "grant_type, magic, unsupported_grant_type, 70003",
    })
    void aFaultyFieldIsRefused(String field, String value, String error, int aadsts) throws Exception {
        var reply = client.post(TOKEN, WireClient.with(client.clientCredentials(), field, value));

        assertThat(reply.text("error")).isEqualTo(error);
        assertThat(reply.aadsts()).isEqualTo(aadsts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oidc/contoso/token", "/oidc/contoso/devicecode"})
    void aClientThatThePlainProviderDoesNotKnowIsInvalid(String path) throws Exception {
        var reply = client.post(path, WireClient.with(client.clientCredentials(), "client_id", "nobody"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("error")).isEqualTo("invalid_client");
    }

    @Test
    void aClientThatThePlainProviderDoesNotKnowIsAskedToAuthenticateInTheWayItTried() throws Exception {
        var form = WireClient.without(WireClient.without(client.clientCredentials(), "client_id"), "client_secret");
        var reply = client.send(client.postRequest("/oidc/contoso/token", form)
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("nobody:secret".getBytes(StandardCharsets.UTF_8))));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("error")).isEqualTo("invalid_client");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Basic ");
    }

    @Test
    void commonNamesNoTenantToActIn() throws Exception {
        var reply = client.post("/common/oauth2/v2.0/token", client.clientCredentials());

        assertThat(reply.aadsts()).isEqualTo(50059);
    }

    @Test
    void anUnknownTenantIsRefused() throws Exception {
        var reply = client.post("/fabrikam/oauth2/v2.0/token", client.clientCredentials());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.aadsts()).isEqualTo(90002);
    }

    @Test
    void aPublicClientCannotActForItself() throws Exception {
        var form = WireClient.with(
                client.clientCredentials(), "client_id", emulator.get().defaultPublicClientId());

        assertThat(client.post(TOKEN, form).aadsts()).isEqualTo(700025);
        assertThat(client.post(TOKEN, WireClient.without(form, "client_secret")).aadsts())
                .isEqualTo(7000218);
    }

    @Test
    void onlyAFormMayBePosted() throws Exception {
        var json = client.request(TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));

        assertThat(client.send(json).aadsts()).isEqualTo(9002313);
        assertThat(client.get(TOKEN).status()).isEqualTo(405);
    }

    @Test
    void aParameterSentTwiceIsRefused() throws Exception {
        var twice = client.request(TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        FormParameters.encode(client.clientCredentials()) + "&scope=x%2F.default"));

        assertThat(client.send(twice).aadsts()).isEqualTo(9002313);
    }

    @Test
    void theRequestIsRecordedAndItsPrintShowsNoSecret() throws Exception {
        client.post(TOKEN, client.clientCredentials());

        String secret = emulator.get().defaultClientSecret().reveal();
        assertThat(emulator.get().tokenRequestCount()).isEqualTo(1);
        var request = emulator.get().requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo(TOKEN);
        assertThat(request.parameter("client_secret")).hasValue(secret);
        assertThat(request.header("content-type")).hasValue("application/x-www-form-urlencoded");
        assertThat(request.toString()).doesNotContain(secret).contains("client_secret");

        emulator.get().clearRequests();
        assertThat(emulator.get().requests()).isEmpty();
    }

    @Test
    void theRealmOfThePlainProviderNeedsNoScopeAndSpeaksNoEntra() throws Exception {
        String token = "/oidc/contoso/token";
        Map<String, String> form = WireClient.without(client.clientCredentials(), "scope");

        assertThat(client.post(token, form).json().keySet())
                .containsExactlyInAnyOrder("token_type", "expires_in", "access_token");
        assertThat(client.post(token, WireClient.with(form, "client_secret", "guessed"))
                        .json()
                        .keySet())
                .containsExactlyInAnyOrder("error", "error_description");
    }
}
