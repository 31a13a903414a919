package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.browser.RedirectParameters;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One application whose people live in several clouds ({@code instance_aware}). */
class MultiCloudSignInTest {

    private static final EntraAuthority WORLDWIDE =
            EntraAuthority.of("https://login.microsoftonline.com/organizations");
    private static final Scopes SCOPES = Scopes.requested("User.Read");

    private final Flows flows = new Flows(WORLDWIDE.acrossClouds(), ClientCredential.none());

    private PendingSignIn begin(Authority authority) {
        return flows.authorizationCode.begin(
                authority,
                AuthorizationParameters.of(SCOPES),
                URI.create("https://app.example/signed-in"),
                ResponseMode.FORM_POST,
                flows.call());
    }

    private AuthenticationResult complete(Authority authority, PendingSignIn pending, Map<String, String> more) {
        Map<String, String> answer = new HashMap<>(more);
        answer.put("code", "the-code");
        answer.putIfAbsent("state", pending.state());
        return flows.authorizationCode.complete(
                authority, pending, new RedirectParameters(answer), RequestShape.PLAIN, flows.call());
    }

    private static Map<String, String> from(String host) {
        return Map.of("cloud_instance_host_name", host);
    }

    private Answers tokensOf(PendingSignIn pending, String issuingHost) {
        String nonce = pending.authorizationUri().getQuery().replaceAll(".*&nonce=([^&]*).*", "$1");
        return Answers.personal("token-1")
                .claim("iss", "https://" + issuingHost + "/" + Answers.TENANT_ID + "/v2.0")
                .claim("nonce", nonce);
    }

    @Test
    void theSignInPageIsToldAndNotOtherwise() {
        assertThat(begin(flows.authority).authorizationUri().getQuery()).contains("instance_aware=true");
        assertThat(begin(WORLDWIDE).authorizationUri().getQuery()).doesNotContain("instance_aware");
    }

    @Test
    void theCodeIsRedeemedAndTheAccountKeptInThePersonsOwnCloud() {
        PendingSignIn pending = begin(flows.authority);
        flows.http.reply(200, tokensOf(pending, "login.microsoftonline.us").json());

        Account account = complete(flows.authority, pending, from("login.microsoftonline.us"))
                .account()
                .orElseThrow();

        assertThat(flows.http.onlyRequest().uri())
                .hasToString("https://login.microsoftonline.us/organizations/oauth2/v2.0/token");
        assertThat(account.environment()).isEqualTo("login.microsoftonline.us");
        assertThat(flows.authority.environments()).contains("login.windows.net", "login.microsoftonline.us");
    }

    @Test
    void silentCallsFindAndRenewTheTokensThere() {
        PendingSignIn pending = begin(flows.authority);
        flows.http.reply(200, tokensOf(pending, "login.microsoftonline.us").json());
        Account account = complete(flows.authority, pending, from("login.microsoftonline.us"))
                .account()
                .orElseThrow();

        flows.silent.acquire(flows.authority, account, SCOPES, CachePolicy.DEFAULT, flows::call);
        assertThat(flows.http.requests()).hasSize(1);
        flows.http.reply(200, tokensOf(pending, "login.microsoftonline.us").json());
        flows.silent.acquire(
                flows.authority,
                account,
                SCOPES,
                new CachePolicy(true, RequestShape.PLAIN, io.openmsal.domain.token.MinimumLifetime.standard()),
                flows::call);
        assertThat(flows.http.lastRequest().uri().getHost()).isEqualTo("login.microsoftonline.us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login.microsoftonline.com", "login.windows.net", "LOGIN.MICROSOFT.COM"})
    void anAnswerFromTheSameCloudChangesNothing(String host) {
        PendingSignIn pending = begin(flows.authority);
        flows.http.reply(200, tokensOf(pending, "login.microsoftonline.com").json());

        complete(flows.authority, pending, from(host));

        assertThat(flows.http.onlyRequest().uri().getHost()).isEqualTo("login.microsoftonline.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "login.microsoftonline.us.evil.example", "login.microsoftonline.us/x"})
    void aCodeIsNeverSentToAnUnknownCloud(String host) {
        PendingSignIn pending = begin(flows.authority);

        assertThatThrownBy(() -> complete(flows.authority, pending, from(host)))
                .isInstanceOf(MsalUntrustedResponseException.class)
                .hasMessageContaining("Nothing was redeemed");
        assertThat(flows.http.requests()).isEmpty();
    }

    @Test
    void theStateIsCheckedBeforeTheCloudIsBelieved() {
        PendingSignIn pending = begin(flows.authority);

        assertThatThrownBy(() -> complete(
                        flows.authority,
                        pending,
                        Map.of("cloud_instance_host_name", "evil.example", "state", "another")))
                .hasMessageContaining("state");
        assertThat(flows.http.requests()).isEmpty();
    }

    @Test
    void anIdTokenOfAnotherCloudThanTheAnswerNamedIsRefused() {
        PendingSignIn pending = begin(flows.authority);
        flows.http.reply(200, tokensOf(pending, "login.microsoftonline.com").json());

        assertThatThrownBy(() -> complete(flows.authority, pending, from("login.microsoftonline.us")))
                .isInstanceOf(MsalUntrustedResponseException.class);
    }

    @Test
    void anAuthorityThatIsNotOpenToOtherCloudsIgnoresTheAnswersWord() {
        PendingSignIn pending = begin(WORLDWIDE);
        flows.http.reply(200, tokensOf(pending, "login.microsoftonline.com").json());

        complete(WORLDWIDE, pending, from("login.microsoftonline.us"));

        assertThat(flows.http.onlyRequest().uri().getHost()).isEqualTo("login.microsoftonline.com");
    }

    @Test
    void otherKindsHaveNoOtherClouds() {
        assertThatThrownBy(() -> OidcAuthority.of("https://idp.example", LoopbackHttp.REFUSED)
                        .acrossClouds())
                .isInstanceOf(MsalConfigurationException.class);
    }
}
