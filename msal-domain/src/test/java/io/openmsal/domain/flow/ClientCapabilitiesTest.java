package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.testing.http.SentRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an application can do is said wherever tokens are asked for, and changes nothing else. */
class ClientCapabilitiesTest {

    private static final Scopes USER_READ = Scopes.requested("User.Read");
    private static final String CAPABLE = "{\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\"]}}}";
    private static final String CHALLENGE = "{\"access_token\":{\"nbf\":{\"essential\":true}}}";
    private static final String BOTH =
            "{\"access_token\":{\"nbf\":{\"essential\":true},\"xms_cc\":{\"values\":[\"CP1\"]}}}";
    private static final CachePolicy CHALLENGED = challengedBy(CHALLENGE);

    private final Flows flows = new Flows(
            EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
            ClientCredential.secret(() -> Secret.of("secret")),
            List.of("CP1"));

    private static CachePolicy challengedBy(String claims) {
        return new CachePolicy(false, RequestShape.answering(claims), MinimumLifetime.standard());
    }

    private Account signIn() {
        flows.http.reply(200, Answers.personal("first").json());
        return flows.refreshToken
                .acquire(flows.authority, Secret.of("foreign"), USER_READ, RequestShape.PLAIN, flows.call())
                .account()
                .orElseThrow();
    }

    private static String claimsOf(SentRequest sent) {
        return sent.formParameter("claims").orElseThrow();
    }

    @Test
    void aCachedTokenServesAnApplicationWithCapabilities() {
        Account account = signIn();
        assertThat(claimsOf(flows.http.onlyRequest())).isEqualTo(CAPABLE);

        assertThat(flows.silent
                        .acquire(flows.authority, account, USER_READ, CachePolicy.DEFAULT, flows::call)
                        .source())
                .isEqualTo(TokenSource.CACHE);
        assertThat(flows.http.requests()).hasSize(1);
    }

    @Test
    void aChallengeGoesPastTheCacheWithTheCapabilitiesInIt() {
        Account account = signIn();
        flows.http
                .reply(200, Answers.personal("second").json())
                .reply(200, Answers.own("own").json());

        flows.silent.acquire(flows.authority, account, USER_READ, CHALLENGED, flows::call);
        assertThat(claimsOf(flows.http.lastRequest())).isEqualTo(BOTH);

        flows.clientCredentials.acquire(
                null, Scopes.requested("https://api.example/.default"), CHALLENGED, flows::call);
        assertThat(claimsOf(flows.http.lastRequest())).isEqualTo(BOTH);
    }

    @Test
    void aMalformedChallengeIsNotSent() {
        Account account = signIn();

        assertThatThrownBy(() -> flows.silent.acquire(
                        flows.authority, account, USER_READ, challengedBy("{\"canary"), flows::call))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageNotContaining("canary");
        assertThat(flows.http.requests()).hasSize(1);
    }

    @Test
    void theSignInPageAndTheRedemptionOfItsCodeHearThem() {
        PendingSignIn pending = flows.authorizationCode.begin(
                flows.authority,
                AuthorizationParameters.of(USER_READ),
                URI.create("https://app.example/signed-in"),
                ResponseMode.FORM_POST,
                flows.call());
        String address = URLDecoder.decode(pending.authorizationUri().toString(), StandardCharsets.UTF_8);
        assertThat(address).contains("&claims=" + CAPABLE + "&");
        flows.http.reply(
                200,
                Answers.personal("token-1")
                        .claim("nonce", address.replaceAll(".*&nonce=([^&]*).*", "$1"))
                        .json());

        flows.authorizationCode.complete(
                flows.authority,
                pending,
                new RedirectParameters(Map.of("code", "the-code", "state", pending.state())),
                RequestShape.answering(CHALLENGE),
                flows.call());

        assertThat(claimsOf(flows.http.onlyRequest())).isEqualTo(BOTH);
    }

    @Test
    void aDeviceCodeAndItsRedemptionHearThem() {
        flows.http
                .reply(
                        200,
                        "{\"user_code\":\"ABCD\",\"device_code\":\"d\",\"verification_uri\":\"https://microsoft.com/devicelogin\"}")
                .reply(200, Answers.personal("token-1").json());

        flows.deviceCode.acquire(
                flows.authority,
                USER_READ,
                RequestShape.answering(CHALLENGE),
                code -> {},
                new CallContext("correlation-1", Deadline.none(), new Cancellation()));

        assertThat(flows.http.requests())
                .hasSize(2)
                .allSatisfy(sent -> assertThat(claimsOf(sent)).isEqualTo(BOTH));
    }
}
