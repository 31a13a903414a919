package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.Authorities;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.oauth.Pkce;
import io.openmsal.domain.oauth.Prompt;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.browser.RedirectParameters;
import io.openmsal.port.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationCodeFlowTest {

    private static final URI REDIRECT = URI.create("https://app.example/signed-in");
    private static final AuthorizationParameters NOT_OLDER_THAN_TEN_MINUTES = notOlderThan(Duration.ofMinutes(10));

    private final Flows flows = new Flows();

    private static AuthorizationParameters notOlderThan(Duration age) {
        return new AuthorizationParameters(
                Scopes.requested("User.Read"),
                Scopes.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RequestShape.PLAIN,
                Optional.of(age));
    }

    private PendingSignIn begin() {
        return begin(AuthorizationParameters.of(Scopes.requested("User.Read")));
    }

    private PendingSignIn begin(AuthorizationParameters parameters) {
        return flows.authorizationCode.begin(
                flows.authority, parameters, REDIRECT, ResponseMode.FORM_POST, flows.call());
    }

    private AuthenticationResult complete(PendingSignIn pending, Map<String, String> answer) {
        return flows.authorizationCode.complete(
                flows.authority, pending, new RedirectParameters(answer), RequestShape.PLAIN, flows.call());
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private Answers answerTo(PendingSignIn pending) {
        return Answers.personal("token-1")
                .claim("nonce", query(pending.authorizationUri()).get("nonce"));
    }

    private static Map<String, String> codeFor(PendingSignIn pending) {
        return Map.of("code", "the-code", "state", pending.state());
    }

    @Nested
    class Beginning {

        @Test
        void theAddressCarriesWhatWasAskedInTheOrderOfMsalForPython() {
            PendingSignIn pending = begin(new AuthorizationParameters(
                    Scopes.requested("User.Read"),
                    Scopes.requested("Mail.Read"),
                    Optional.of(Prompt.SELECT_ACCOUNT),
                    Optional.of("ada@contoso.example"),
                    Optional.of("contoso.example"),
                    RequestShape.answering("{\"id_token\":{}}"),
                    Optional.of(Duration.ofMinutes(10))));

            Map<String, String> query = query(pending.authorizationUri());
            assertThat(pending.authorizationUri().toString())
                    .startsWith("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?");
            assertThat(List.copyOf(query.keySet()))
                    .containsExactly(
                            "client_id",
                            "response_type",
                            "redirect_uri",
                            "scope",
                            "state",
                            "code_challenge",
                            "code_challenge_method",
                            "nonce",
                            "client_info",
                            "login_hint",
                            "prompt",
                            "domain_hint",
                            "claims",
                            "max_age",
                            "response_mode",
                            "X-AnchorMailbox");
            assertThat(query)
                    .containsEntry("response_type", "code")
                    .containsEntry("scope", "Mail.Read User.Read offline_access openid profile")
                    .containsEntry("code_challenge_method", "S256")
                    .containsEntry("prompt", "select_account")
                    .containsEntry("max_age", "600")
                    .containsEntry("X-AnchorMailbox", "UPN:ada@contoso.example")
                    .containsEntry("response_mode", "form_post");
        }

        @Test
        void nobodyIsNamedForRoutingWithoutALoginHint() {
            assertThat(query(begin().authorizationUri())).doesNotContainKey("X-AnchorMailbox");
        }

        @Test
        void nothingIsSentForAKnownCloud() {
            begin();

            assertThat(flows.http.requests()).isEmpty();
        }

        @Test
        void stateNonceAndVerifierAreFreshEachTime() {
            Map<String, String> one = query(begin().authorizationUri());
            Map<String, String> two = query(begin().authorizationUri());

            assertThat(one.get("state")).isNotEqualTo(two.get("state"));
            assertThat(one.get("nonce")).isNotEqualTo(two.get("nonce"));
            assertThat(one.get("code_challenge")).isNotEqualTo(two.get("code_challenge"));
        }

        @Test
        void thePendingSignInSurvivesASessionAndPrintsNoneOfItsSecrets() throws Exception {
            PendingSignIn pending = begin();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(pending);
            }

            PendingSignIn restored;
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                restored = (PendingSignIn) in.readObject();
            }
            flows.http.reply(200, answerTo(restored).json());

            assertThat(complete(restored, codeFor(restored)).accessToken()).isEqualTo("token-1");
            assertThat(restored.toString())
                    .doesNotContain(restored.state())
                    .doesNotContain(restored.codeVerifier().reveal());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/signed-in", "app.example/signed-in", "https://app.example/signed-in#here"})
    void theBrowserIsSentBackToAWholeAddressWithoutAFragment(String redirect) {
        assertThatThrownBy(() -> flows.authorizationCode.begin(
                        flows.authority,
                        AuthorizationParameters.of(Scopes.requested("User.Read")),
                        URI.create(redirect),
                        ResponseMode.FORM_POST,
                        flows.call()))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_redirect_uri"));
    }

    @Nested
    class TheAddressAlone {

        private Map<String, String> marked(SignInMarks marks) {
            return query(flows.authorizationCode.address(
                    flows.authority,
                    AuthorizationParameters.of(Scopes.requested("User.Read")),
                    REDIRECT,
                    ResponseMode.QUERY,
                    marks,
                    flows.call()));
        }

        @Test
        void carriesNoMarkThatWasNotGiven() {
            assertThat(marked(SignInMarks.NONE))
                    .containsEntry("scope", "User.Read offline_access openid profile")
                    .containsEntry("response_mode", "query")
                    .doesNotContainKeys("state", "nonce", "code_challenge", "code_challenge_method");
        }

        @Test
        void carriesTheGivenMarksAsTheyAre() {
            assertThat(marked(new SignInMarks(Optional.of("s & t"), Optional.of("n"), Optional.of("c"))))
                    .containsEntry("state", "s & t")
                    .containsEntry("nonce", "n")
                    .containsEntry("code_challenge", "c")
                    .containsEntry("code_challenge_method", "S256");
        }
    }

    @Nested
    class Completing {

        @Test
        void aSecondCodeIsHandedOnAndPrintedNowhere() {
            PendingSignIn pending = begin();
            flows.http.reply(200, answerTo(pending).with("spa_code", "canary").json());

            AuthenticationResult result = complete(pending, codeFor(pending));

            assertThat(result.spaCode().map(Secret::reveal)).contains("canary");
            assertThat(result.toString()).doesNotContain("canary");
        }

        @Test
        void theCodeIsRedeemedOnceWithTheVerifierAndTheAccountIsKept() {
            PendingSignIn pending = begin();
            flows.http.reply(200, answerTo(pending).json());

            AuthenticationResult result = complete(pending, codeFor(pending));

            assertThat(result.account().orElseThrow().homeAccountId()).isEqualTo(Answers.HOME_ACCOUNT_ID);
            assertThat(result.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
            assertThat(result.idTokenClaims().orElseThrow().name()).contains("Ada");
            var sent = flows.http.onlyRequest();
            assertThat(sent.formParameters())
                    .containsEntry("grant_type", "authorization_code")
                    .containsEntry("code", "the-code")
                    .containsEntry("redirect_uri", REDIRECT.toString());
            assertThat(Pkce.challengeOf(
                            Secret.of(sent.formParameter("code_verifier").orElseThrow())))
                    .isEqualTo(query(pending.authorizationUri()).get("code_challenge"));
            assertThat(sent.request().resending()).isEqualTo(HttpRequest.Resending.ONLY_IF_UNSENT);
            assertThat(flows.cache.accounts(flows.authority.environment())).hasSize(1);
        }

        @Test
        void theCodeIsRedeemedForSomeOfTheScopesAndTheRestIsHadSilently() {
            PendingSignIn pending =
                    begin(AuthorizationParameters.of(Scopes.requested("User.Read", "api://orders/Orders.Read")));
            flows.http.reply(200, answerTo(pending).json());

            AuthenticationResult result = complete(pending.forScopes(Scopes.requested("User.Read")), codeFor(pending));

            assertThat(flows.http.lastRequest().formParameter("scope"))
                    .contains("User.Read offline_access openid profile");
            flows.http.reply(
                    200,
                    Answers.personal("token-2")
                            .with("scope", "api://orders/Orders.Read")
                            .json());
            AuthenticationResult rest = flows.silent.acquire(
                    flows.authority,
                    result.account().orElseThrow(),
                    Scopes.requested("api://orders/Orders.Read"),
                    CachePolicy.DEFAULT,
                    flows::call);
            assertThat(rest.accessToken()).isEqualTo("token-2");
            assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("refresh-of-token-1");
        }

        @Test
        void noScopeAtAllLeavesTheSignInAlone() {
            PendingSignIn pending = begin();
            flows.http.reply(200, answerTo(pending).json());

            complete(pending.forScopes(Scopes.none()), codeFor(pending));

            assertThat(flows.http.lastRequest().formParameter("scope")).contains("offline_access openid profile");
        }

        @Test
        void theCodeIsNotRedeemedForWhatWasNotAskedFor() {
            PendingSignIn pending = begin();

            assertThatThrownBy(() -> pending.forScopes(Scopes.requested("User.Read", "Mail.Send")))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("invalid_scope"))
                    .hasMessageContaining("begun for User.Read")
                    .hasMessageContaining("Mail.Send");
        }

        @Test
        void theRedemptionIsRoutedToWhomTheAnswerNames() {
            String info = "{\"uid\":\"" + Answers.OBJECT_ID + "\",\"utid\":\"" + Answers.TENANT_ID + "\"}";

            assertThat(anchorGiven(info)).contains("Oid:" + Answers.OBJECT_ID + "@" + Answers.TENANT_ID);
            assertThat(anchorGiven("{\"uid\":\"" + Answers.OBJECT_ID + "\"}")).isEmpty();
            assertThat(anchorGiven("{\"uid\":\"a\\r\\nX-Evil: 1\",\"utid\":\"b\"}"))
                    .isEmpty();
            assertThat(anchorGiven("no JSON")).isEmpty();
            PendingSignIn unnamed = begin();
            flows.http.reply(200, answerTo(unnamed).json());
            complete(unnamed, codeFor(unnamed));
            assertThat(flows.http.lastRequest().header("X-AnchorMailbox")).isEmpty();
        }

        private Optional<String> anchorGiven(String clientInfo) {
            PendingSignIn pending = begin();
            flows.http.reply(200, answerTo(pending).json());
            Map<String, String> answer = new LinkedHashMap<>(codeFor(pending));
            answer.put("client_info", Answers.base64(clientInfo));
            complete(pending, answer);
            return flows.http.lastRequest().header("X-AnchorMailbox");
        }

        @Test
        void aForgedStateIsRefusedAndNothingIsRedeemed() {
            PendingSignIn pending = begin();

            assertThatThrownBy(() -> complete(pending, Map.of("code", "evil", "state", "forged")))
                    .isInstanceOfSatisfying(
                            MsalUntrustedResponseException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("state_mismatch"));
            assertThatThrownBy(() -> complete(pending, Map.of("code", "evil")))
                    .isInstanceOf(MsalUntrustedResponseException.class);
            assertThat(flows.http.requests()).isEmpty();
        }

        @Test
        void anIdTokenOfAnotherSignInIsRefusedAndNothingIsKept() {
            refusedIdToken(answers -> answers.claim("nonce", "another"), "nonce");
            refusedIdToken(answers -> answers.withoutClaim("nonce"), "nonce");
        }

        @Test
        void anIdTokenForAnotherApplicationIsRefusedAndNothingIsKept() {
            refusedIdToken(answers -> answers.claim("aud", "somebody-else"), "another application");
            refusedIdToken(
                    answers ->
                            answers.claim("aud", List.of(Flows.CLIENT_ID, "x")).claim("azp", "x"),
                    "another one as its party");
        }

        @Test
        void anIdTokenOfAnotherIssuerIsRefusedAndNothingIsKept() {
            refusedIdToken(answers -> answers.claim("iss", "https://evil.example/x/v2.0"), "another issuer");
            refusedIdToken(answers -> answers.claim("tid", "99999999-0000-0000-0000-000000000000"), "another issuer");
            refusedIdToken(answers -> answers.withoutClaim("iss"), "another issuer");
        }

        @Test
        void anIdTokenThatIsNoneIsRefusedAndNothingIsKept() {
            for (String garbage : new String[] {"x", "a.b", "a.b.c", "..", "e30.bm9qc29u.s"}) {
                PendingSignIn pending = begin();
                flows.http.reply(
                        200, Answers.own("token-1").with("id_token", garbage).json());
                assertThatThrownBy(() -> complete(pending, codeFor(pending)))
                        .isInstanceOf(MsalUntrustedResponseException.class)
                        .message()
                        .doesNotContain("token-1");
            }
            assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
        }

        @Test
        void aSignInOlderThanAllowedIsRefused() {
            PendingSignIn pending = begin(NOT_OLDER_THAN_TEN_MINUTES);
            flows.http.reply(
                    200,
                    answerTo(pending)
                            .claim("auth_time", flows.clock.instant().getEpochSecond() - 721)
                            .json());

            assertThatThrownBy(() -> complete(pending, codeFor(pending))).hasMessageContaining("max_age");
            assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
        }

        @Test
        void aSignInThatDoesNotSayWhenItWasIsRefusedWhereItMustNotBeOld() {
            PendingSignIn pending = begin(NOT_OLDER_THAN_TEN_MINUTES);
            flows.http.reply(200, answerTo(pending).withoutClaim("auth_time").json());

            assertThatThrownBy(() -> complete(pending, codeFor(pending)))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("max_age");
            assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
        }

        @Test
        void anAnswerWithoutIdTokenIsRefusedWhereTheSignInMustNotBeOld() {
            PendingSignIn pending = begin(NOT_OLDER_THAN_TEN_MINUTES);
            flows.http.reply(
                    200,
                    Answers.own("token-1")
                            .with("refresh_token", "refresh-1")
                            .with("client_info", Answers.base64("{\"uid\":\"u\",\"utid\":\"t\"}"))
                            .json());

            assertThatThrownBy(() -> complete(pending, codeFor(pending)))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("max_age")
                    .hasMessageContaining("login.microsoftonline.com");
            assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
        }

        @Test
        void anAgeBelowZeroIsRefusedBeforeAnybodyIsSentAnywhere() {
            assertThatThrownBy(() -> notOlderThan(Duration.ofSeconds(-1)))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("maxAge");
            assertThat(query(begin(notOlderThan(Duration.ofSeconds(Long.MAX_VALUE)))
                            .authorizationUri()))
                    .containsEntry("max_age", Long.toString(Long.MAX_VALUE));
        }

        @Test
        void anIdTokenAboutNobodyIsRefusedAndNothingIsKept() {
            refusedIdToken(answers -> answers.withoutClaim("sub"), "names no subject");
        }

        /** RFC 9207: the answer of one provider is not taken for that of another. */
        @Test
        void anAnswerOfAnotherIssuerIsRefusedAndNothingIsRedeemed() {
            Flows oidc = at("https://idp.example", "");
            PendingSignIn pending = begunAt(oidc);

            refusedAt(
                    oidc,
                    pending,
                    Map.of("code", "the-code", "state", pending.state(), "iss", "https://evil.example"),
                    "issuer_mismatch");
        }

        @ParameterizedTest
        @CsvSource({
            "https://login.microsoftonline.com/contoso.example, https://evil.example/11111111-2222-3333-4444-555555555555/v2.0",
            "https://login.microsoftonline.com/common, https://login.microsoftonline.us/11111111-2222-3333-4444-555555555555/v2.0",
            "https://login.microsoftonline.com/common, http://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
            "https://login.microsoftonline.com/common, https://login.microsoftonline.com:8443/11111111-2222-3333-4444-555555555555/v2.0",
            "https://login.microsoftonline.com/common, https://login.microsoftonline.com.evil.example/x/v2.0",
            "https://login.microsoftonline.com/common, no address",
            "https://login.microsoftonline.com/common, mailto:ada@contoso.example",
            "https://contoso.ciamlogin.com, https://evil.example/11111111-2222-3333-4444-555555555555/v2.0",
            "https://contoso.ciamlogin.com, https://fabrikam.ciamlogin.com/11111111-2222-3333-4444-555555555555/v2.0",
            "https://contoso.ciamlogin.com, https://contoso.ciamlogin.com/",
            "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_sign-in, https://fabrikam.b2clogin.com/11111111-2222-3333-4444-555555555555/v2.0/",
            "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_sign-in, https://contoso.b2clogin.com/tfp/11111111-2222-3333-4444-555555555555/b2c_1_other/v2.0/"
        })
        void anAnswerOfAnotherIssuerIsRefusedWhateverKindItIs(String authority, String issuer) {
            Flows kind = new Flows(Authorities.parse(authority), ClientCredential.none());
            PendingSignIn pending = begunAt(kind);

            assertThatThrownBy(() -> answered(kind, pending, issuer))
                    .isInstanceOfSatisfying(
                            MsalUntrustedResponseException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("issuer_mismatch"));
            assertThat(kind.http.requests()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "https://login.microsoftonline.com/contoso.example, https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
            "https://login.microsoftonline.com/common, https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
            "https://login.microsoftonline.com/common, https://LOGIN.microsoftonline.com/common/v2.0",
            "https://login.microsoftonline.com/common, https://sts.windows.net/11111111-2222-3333-4444-555555555555/",
            "https://login.windows.net/common, https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
            "https://login.partner.microsoftonline.cn/common, https://sts.chinacloudapi.cn/11111111-2222-3333-4444-555555555555/",
            "https://login.microsoftonline.us/common, https://login.microsoftonline.us/11111111-2222-3333-4444-555555555555/v2.0",
            "https://contoso.ciamlogin.com, https://contoso.ciamlogin.com/11111111-2222-3333-4444-555555555555/v2.0",
            "https://contoso.ciamlogin.com, https://11111111-2222-3333-4444-555555555555.ciamlogin.com/11111111-2222-3333-4444-555555555555/v2.0",
            "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_sign-in, https://contoso.b2clogin.com/11111111-2222-3333-4444-555555555555/v2.0/",
            "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_sign-in, https://contoso.b2clogin.com/tfp/11111111-2222-3333-4444-555555555555/b2c_1_sign-in/v2.0/"
        })
        void anAnswerOfOneOfItsNamesIsTaken(String authority, String issuer) {
            Flows kind = new Flows(Authorities.parse(authority), ClientCredential.none());
            PendingSignIn pending = begunAt(kind);
            kind.http.reply(400, "{\"error\":\"invalid_grant\"}");

            assertThatThrownBy(() -> answered(kind, pending, issuer))
                    .isInstanceOf(MsalInteractionRequiredException.class);
            assertThat(kind.http.onlyRequest().formParameters()).containsEntry("code", "the-code");
        }

        @Test
        void anAnswerOfAnotherKnownCloudIsTakenWherePeopleOfAllSignIn() {
            String government = "https://login.microsoftonline.us/11111111-2222-3333-4444-555555555555/v2.0";
            Flows open = new Flows(
                    Authorities.parse("https://login.microsoftonline.com/organizations")
                            .acrossClouds(),
                    ClientCredential.none());
            PendingSignIn pending = begunAt(open);
            open.http.reply(400, "{\"error\":\"invalid_grant\"}");

            assertThatThrownBy(() -> answered(open, pending, "https://evil.example/x/v2.0"))
                    .isInstanceOf(MsalUntrustedResponseException.class);
            assertThatThrownBy(() -> answered(open, pending, government))
                    .isInstanceOf(MsalInteractionRequiredException.class);
        }

        private void answered(Flows flows, PendingSignIn pending, String issuer) {
            flows.authorizationCode.complete(
                    flows.authority,
                    pending,
                    new RedirectParameters(Map.of("code", "the-code", "state", pending.state(), "iss", issuer)),
                    RequestShape.PLAIN,
                    flows.call());
        }

        /** Microsoft Entra publishes such a pattern where one address stands for many tenants. */
        @Test
        void anAnswerOfOneTenantIsTakenWhereTheIssuerStandsForManyTenants() {
            Flows common = atManyTenants();
            PendingSignIn pending = begunAt(common);
            common.http.reply(400, "{\"error\":\"invalid_grant\"}");

            assertThatThrownBy(() -> common.authorizationCode.complete(
                            common.authority,
                            pending,
                            new RedirectParameters(Map.of(
                                    "code",
                                    "the-code",
                                    "state",
                                    pending.state(),
                                    "iss",
                                    "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0")),
                            RequestShape.PLAIN,
                            common.call()))
                    .isInstanceOf(MsalInteractionRequiredException.class);
            assertThat(common.http.requests().get(1).formParameters()).containsEntry("code", "the-code");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example/11111111-2222-3333-4444-555555555555/v2.0",
                    "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v1.0",
                    "https://login.microsoftonline.com/one/two/v2.0",
                    "https://login.microsoftonline.com//v2.0",
                    "https://login.microsoftonline.com/v2.0"
                })
        void anAnswerOfNoTenantOfItsIsRefusedWhereTheIssuerStandsForManyTenants(String issuer) {
            Flows common = atManyTenants();
            PendingSignIn pending = begunAt(common);

            refusedAt(
                    common,
                    pending,
                    Map.of("code", "the-code", "state", pending.state(), "iss", issuer),
                    "issuer_mismatch");
        }

        private Flows atManyTenants() {
            return at(
                    "https://login.microsoftonline.com/common/v2.0",
                    "https://login.microsoftonline.com/{tenantid}/v2.0",
                    "");
        }

        /** RFC 9207 §2.4. */
        @Test
        void anAnswerThatDoesNotNameItsIssuerIsRefusedWhereThatIsPromised() {
            Flows silent = at("https://idp.example", ",\"authorization_response_iss_parameter_supported\":true");
            PendingSignIn pending = begunAt(silent);

            refusedAt(silent, pending, Map.of("code", "the-code", "state", pending.state()), "issuer_mismatch");
        }

        @Test
        void aRefusalThatDoesNotNameItsIssuerIsStillTheRefusalItIs() {
            Flows silent = at("https://idp.example", ",\"authorization_response_iss_parameter_supported\":true");
            PendingSignIn pending = begunAt(silent);

            refusedAt(silent, pending, Map.of("error", "login_required", "state", pending.state()), "login_required");
        }

        @Test
        void aFormPostIsNotAskedOfAProviderThatListsOtherModesAlone() {
            Flows oidc = at("https://idp.example", ",\"response_modes_supported\":[\"query\",\"fragment\"]");

            assertThatThrownBy(() -> begunAt(oidc))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasFieldOrPropertyWithValue("errorCode", "form_post_not_supported")
                    .hasMessageContainingAll("https://idp.example", "responseMode(ResponseMode.QUERY)");
            assertThat(query(begunAt(oidc, ResponseMode.QUERY).authorizationUri()))
                    .containsEntry("response_mode", "query");
        }

        /** RFC 9700 §4.4: the code of one provider, and its verifier, are not shown to another. */
        @Test
        void aSignInIsFinishedAtTheProviderWhereItWasBegun() {
            PendingSignIn pending = begunAt(at("https://idp.example", ""));
            Map<String, String> answer = Map.of("code", "the-code", "state", pending.state());

            refusedAt(at("https://other.example", ""), pending, answer, "authority_mismatch");
            refusedAt(at("https://idp.example:8443", ""), pending, answer, "authority_mismatch");
        }

        @Test
        void anotherHostOfTheSameCloudIsTheSameProvider() {
            Flows alias =
                    new Flows(EntraAuthority.of("https://login.windows.net/contoso.example"), ClientCredential.none());
            PendingSignIn pending = alias.authorizationCode.begin(
                    alias.authority,
                    AuthorizationParameters.of(Scopes.requested("User.Read")),
                    REDIRECT,
                    ResponseMode.FORM_POST,
                    alias.call());
            flows.http.reply(200, answerTo(pending).json());

            assertThat(complete(pending, codeFor(pending)).accessToken()).isEqualTo("token-1");
        }

        private Flows at(String issuer, String further) {
            return at(issuer, issuer, further);
        }

        private Flows at(String issuer, String published, String further) {
            Flows oidc = new Flows(OidcAuthority.of(issuer, LoopbackHttp.REFUSED), ClientCredential.none());
            oidc.http.reply(
                    200,
                    "{\"issuer\":\"" + published + "\",\"authorization_endpoint\":\"" + issuer + "/a\","
                            + "\"token_endpoint\":\"" + issuer + "/t\"" + further + "}");
            return oidc;
        }

        private PendingSignIn begunAt(Flows oidc) {
            return begunAt(oidc, ResponseMode.FORM_POST);
        }

        private PendingSignIn begunAt(Flows oidc, ResponseMode mode) {
            return oidc.authorizationCode.begin(
                    oidc.authority,
                    AuthorizationParameters.of(Scopes.requested("User.Read")),
                    REDIRECT,
                    mode,
                    oidc.call());
        }

        private void refusedAt(Flows oidc, PendingSignIn pending, Map<String, String> answer, String code) {
            assertThatThrownBy(() -> oidc.authorizationCode.complete(
                            oidc.authority, pending, new RedirectParameters(answer), RequestShape.PLAIN, oidc.call()))
                    .isInstanceOfSatisfying(
                            MsalException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo(code));
            assertThat(oidc.http.requests()).as("the metadata alone").hasSize(1);
        }

        @Test
        void aSignInIsFinishedAtTheTenantWhereItWasBegun() {
            PendingSignIn pending = begin();

            assertThatThrownBy(() -> flows.authorizationCode.complete(
                            flows.authority.withTenant("fabrikam.example"),
                            pending,
                            new RedirectParameters(codeFor(pending)),
                            RequestShape.PLAIN,
                            flows.call()))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("authority_mismatch"))
                    .hasMessageContainingAll("contoso.example", "fabrikam.example");
            assertThat(flows.http.requests()).isEmpty();
        }

        private void refusedIdToken(java.util.function.UnaryOperator<Answers> forgery, String why) {
            PendingSignIn pending = begin();
            flows.http.reply(200, forgery.apply(answerTo(pending)).json());

            assertThatThrownBy(() -> complete(pending, codeFor(pending)))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining(why)
                    .hasMessageContaining("Nothing was kept");
            assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
        }

        @Test
        void declinesAndErrorsOfThePageAreTyped() {
            expect("access_denied", MsalCancelledException.class);
            expect("consent_required", MsalInteractionRequiredException.class);
            expect("server_error", MsalServiceException.class);
            PendingSignIn pending = begin();
            assertThatThrownBy(() -> complete(pending, Map.of("state", pending.state())))
                    .isInstanceOf(MsalServiceException.class);
        }

        @Test
        void aForgottenPasswordIsNotDeclinedAndSaysHowToGoOn() {
            assertThatThrownBy(() ->
                            refusedByB2c("AADB2C90118: The user has forgotten their password.\r\nCorrelation ID: 7"))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("access_denied"))
                    .hasMessageContaining("AADB2C90118")
                    .hasMessageEndingWith("begin a sign-in with the policy that resets it.");
            assertThatThrownBy(() ->
                            refusedByB2c("AADB2C90091: The user has cancelled entering self-asserted information."))
                    .isInstanceOf(MsalCancelledException.class)
                    .hasMessageContaining("AADB2C90091");
        }

        private void refusedByB2c(String description) {
            PendingSignIn pending = begin();
            complete(
                    pending,
                    Map.of("state", pending.state(), "error", "access_denied", "error_description", description));
        }

        @Test
        void thePageAboutItIsHandedOn() {
            PendingSignIn pending = begin();
            assertThatThrownBy(() -> complete(
                            pending,
                            Map.of(
                                    "state",
                                    pending.state(),
                                    "error",
                                    "server_error",
                                    "error_uri",
                                    "https://login.example/error?code=90092")))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused -> assertThat(refused.serviceError().errorUri())
                                    .contains("https://login.example/error?code=90092"));
        }

        private void expect(String error, Class<? extends MsalException> type) {
            PendingSignIn pending = begin();
            assertThatThrownBy(() -> complete(
                            pending,
                            Map.of(
                                    "state",
                                    pending.state(),
                                    "error",
                                    error,
                                    "error_description",
                                    "AADSTS65004: declined")))
                    .isInstanceOf(type)
                    .hasMessageContaining("AADSTS65004");
        }
    }
}
