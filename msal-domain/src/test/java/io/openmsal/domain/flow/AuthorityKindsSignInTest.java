package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.AdfsAuthority;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.B2cAuthority;
import io.openmsal.domain.authority.CiamAuthority;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One sign-in and one silent call with each kind of authority: the flows are the same, the rules are the authority's. */
class AuthorityKindsSignInTest {

    private static final Scopes SCOPES = Scopes.requested("api.read");

    private static AuthenticationResult signIn(Flows flows, Answers tokens) {
        PendingSignIn pending = flows.authorizationCode.begin(
                flows.authority,
                AuthorizationParameters.of(SCOPES),
                URI.create("https://app.example/signed-in"),
                ResponseMode.FORM_POST,
                flows.call());
        String nonce = pending.authorizationUri().getQuery().replaceAll(".*&nonce=([^&]*).*", "$1");
        flows.http.reply(
                200, tokens.claim("nonce", nonce).with("scope", "api.read").json());
        return flows.authorizationCode.complete(
                flows.authority,
                pending,
                new RedirectParameters(Map.of("code", "the-code", "state", pending.state())),
                RequestShape.PLAIN,
                flows.call());
    }

    private static void silentFindsIt(Flows flows, Account account) {
        assertThat(flows.silent
                        .acquire(flows.authority, account, SCOPES, CachePolicy.DEFAULT, flows::call)
                        .source())
                .isEqualTo(TokenSource.CACHE);
    }

    @Nested
    class Adfs {

        private static final String SERVER = "https://fs.contoso.com/adfs";
        private static final String METADATA = "{\"issuer\":\"" + SERVER + "\",\"authorization_endpoint\":\"" + SERVER
                + "/oauth2/authorize\",\"token_endpoint\":\"" + SERVER + "/oauth2/token\"}";

        private Flows flows(ClientCredential credential) {
            Flows flows = new Flows(AdfsAuthority.of(SERVER, LoopbackHttp.REFUSED), credential);
            flows.http
                    .when(request -> request.uri().getPath().endsWith("/.well-known/openid-configuration"))
                    .reply(200, METADATA);
            return flows;
        }

        @Test
        void aPersonIsKnownByTheSubjectAndNoOtherHostIsAsked() {
            Flows flows = flows(ClientCredential.none());

            Account account = signIn(
                            flows,
                            Answers.personal("token-1")
                                    .without("client_info")
                                    .withoutClaim("tid")
                                    .withoutClaim("oid")
                                    .claim("iss", SERVER))
                    .account()
                    .orElseThrow();

            assertThat(account.homeAccountId()).isEqualTo("subject-1");
            assertThat(account.environment()).isEqualTo("fs.contoso.com");
            assertThat(account.tenantProfiles()).containsOnlyKeys("adfs");
            silentFindsIt(flows, account);
            assertThat(flows.http.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.uri().getHost()).isEqualTo("fs.contoso.com"));
        }

        @Test
        void anAssertionIsSignedWithRs256AndNamesTheCertificateBySha1() {
            Flows flows = flows(ClientCredential.certificate(new FakeAssertionSigner(TestCertificates.valid(
                    TestClock.START.minus(Duration.ofDays(1)), TestClock.START.plus(Duration.ofDays(1))))));
            flows.http.reply(200, Answers.own("token-1").json());

            flows.clientCredentials.acquire(null, SCOPES, CachePolicy.DEFAULT, flows::call);

            String assertion =
                    flows.http.lastRequest().formParameter("client_assertion").orElseThrow();
            assertThat(new String(Base64.getUrlDecoder().decode(assertion.split("\\.")[0]), StandardCharsets.UTF_8))
                    .contains("\"RS256\"", "\"x5t\"")
                    .doesNotContain("x5t#S256");
        }
    }

    @Nested
    class B2c {

        private static final String TENANT = "https://contoso.b2clogin.com/contoso.onmicrosoft.com/";

        private Flows flows(String policy) {
            Authority authority = B2cAuthority.of(TENANT + policy, LoopbackHttp.REFUSED);
            return new Flows(authority, ClientCredential.none());
        }

        private Answers tokens() {
            return Answers.personal("token-1")
                    .with(
                            "client_info",
                            Answers.base64("{\"uid\":\"" + Answers.OBJECT_ID + "-b2c_1_susi\",\"utid\":\""
                                    + Answers.TENANT_ID + "\"}"))
                    .claim("iss", "https://contoso.b2clogin.com/" + Answers.TENANT_ID + "/v2.0/");
        }

        @Test
        void thePolicyIsInThePathOfTheOneRequestThatIsMade() {
            Flows flows = flows("B2C_1_susi");

            Account account = signIn(flows, tokens()).account().orElseThrow();

            assertThat(flows.http.onlyRequest().uri()).hasToString(TENANT + "B2C_1_susi/oauth2/v2.0/token");
            silentFindsIt(flows, account);
        }

        /** A policy says what its author chose, and may say no name of any kind. */
        @Test
        void whoHasNoNameIsFoundByTheIdAlsoWhenTheyHaveGotOne() {
            Flows flows = flows("B2C_1_susi");
            Answers nameless = tokens().withoutClaim("preferred_username").withoutClaim("name");

            Account nobody = signIn(flows, nameless).account().orElseThrow();
            assertThat(nobody.username()).isEmpty();
            silentFindsIt(flows, nobody);

            Account named = signIn(flows, tokens()).account().orElseThrow();
            assertThat(named).isEqualTo(nobody);
            assertThat(named.username()).isEqualTo("ada@contoso.example");
            silentFindsIt(flows, nobody);
        }

        @Test
        void anAccountOfAnotherPolicyIsRefusedBeforeItsTokenIsSent() {
            Account account = signIn(flows("B2C_1_susi"), tokens()).account().orElseThrow();
            Flows edit = flows("B2C_1_edit");

            assertThatThrownBy(
                            () -> edit.silent.acquire(edit.authority, account, SCOPES, CachePolicy.DEFAULT, edit::call))
                    .isInstanceOf(MsalConfigurationException.class);
            assertThat(edit.http.requests()).isEmpty();
        }
    }

    @Nested
    class ExternalId {

        @Test
        void theTenantByNameFindsTokensThatNameItById() {
            Flows flows = new Flows(
                    CiamAuthority.of("https://contoso.ciamlogin.com", LoopbackHttp.REFUSED), ClientCredential.none());

            Account account = signIn(
                            flows,
                            Answers.personal("token-1")
                                    .claim(
                                            "iss",
                                            "https://" + Answers.TENANT_ID + ".ciamlogin.com/" + Answers.TENANT_ID
                                                    + "/v2.0"))
                    .account()
                    .orElseThrow();

            assertThat(flows.http.onlyRequest().uri())
                    .hasToString("https://contoso.ciamlogin.com/contoso.onmicrosoft.com/oauth2/v2.0/token");
            silentFindsIt(flows, account);
        }
    }
}
