package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.authority.AdfsAuthority;
import io.openmsal.domain.authority.Authorities;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.InstanceDiscovery;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.http.SentRequest;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernamePasswordFlowTest {

    private static final Scopes USER_READ = Scopes.requested("User.Read");
    private static final String ADA = "ada@contoso.example";
    private static final String PASSWORD = "canary & <password> \"'";
    private static final String STS = "https://sts.contoso.example/adfs/services/trust";

    private final Flows flows = new Flows();

    private AuthenticationResult acquire() {
        return acquire(flows, ADA, PASSWORD);
    }

    private static AuthenticationResult acquire(Flows flows, String username, String password) {
        return flows.usernamePassword.acquire(
                flows.authority, username, Secret.of(password), USER_READ, RequestShape.PLAIN, flows.call());
    }

    private void realm(Map<String, Object> answer) {
        flows.http.reply(200, flows.codec.write(answer));
    }

    private void managed() {
        realm(Map.of("ver", "1.0", "account_type", "Managed", "domain_name", "contoso.example"));
    }

    private void federated() {
        realm(Map.of(
                "account_type", "Federated",
                "federation_protocol", "WSTrust",
                "federation_metadata_url", STS + "/mex",
                "federation_active_auth_url", STS + "/2005/usernamemixed",
                "cloud_audience_urn", "urn:federation:Contoso"));
    }

    private String failure() {
        try {
            acquire();
        } catch (MsalException failure) {
            assertThat(failure.getMessage()).doesNotContain("canary");
            return failure.errorCode();
        }
        return "no failure";
    }

    @Nested
    class WhenTheAuthorityKeepsThePassword {

        @Test
        void userNameAndPasswordAreTheGrant() {
            managed();
            flows.http.reply(200, Answers.personal("token-1").json());

            AuthenticationResult result = acquire();

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(result.account().orElseThrow().source()).isEqualTo(AccountSource.PASSWORD);
            SentRequest asked = flows.http.requests().get(0);
            assertThat(asked.uri())
                    .hasToString("https://login.microsoftonline.com/common/userrealm/ada%40contoso.example"
                            + "?api-version=1.0");
            SentRequest sent = flows.http.lastRequest();
            assertThat(sent.uri()).hasToString("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token");
            assertThat(sent.formParameters())
                    .containsOnly(
                            Map.entry("client_id", Flows.CLIENT_ID),
                            Map.entry("grant_type", "password"),
                            Map.entry("username", ADA),
                            Map.entry("password", PASSWORD),
                            Map.entry(
                                    "scope",
                                    USER_READ.plus(Scopes.OPENID_CONNECT).toString()),
                            Map.entry("client_info", "1"));
            assertThat(sent.header("X-AnchorMailbox")).contains("upn:" + ADA);
            assertThat(asked.header("client-request-id")).isEqualTo(sent.header("client-request-id"));
        }

        @Test
        void whoTypedTheirNameHasItAlsoWhereTheIdTokenDoesNotSayIt() {
            managed();
            flows.http.reply(
                    200,
                    Answers.personal("token-1")
                            .withoutClaim("preferred_username")
                            .json());

            assertThat(acquire(flows, " " + ADA, PASSWORD)
                            .account()
                            .orElseThrow()
                            .username())
                    .isEqualTo(ADA);
        }

        @Test
        void whatTheIdTokenOnceSaidComesBeforeWhatIsTyped() {
            managed();
            flows.http.reply(200, Answers.personal("token-1").json());
            acquire(flows, "ada", PASSWORD);
            managed();
            flows.http.reply(
                    200,
                    Answers.personal("token-2")
                            .withoutClaim("preferred_username")
                            .json());

            assertThat(acquire(flows, "ada", PASSWORD).account().orElseThrow().username())
                    .isEqualTo(ADA);
        }

        @Test
        void theTokensAreKeptForSilentCalls() {
            managed();
            flows.http.reply(200, Answers.personal("token-1").json());
            AuthenticationResult signedIn = acquire();

            AuthenticationResult silent = flows.silent.acquire(
                    flows.authority, signedIn.account().orElseThrow(), USER_READ, CachePolicy.DEFAULT, flows::call);

            assertThat(silent.accessToken()).isEqualTo("token-1");
            assertThat(silent.source()).isEqualTo(TokenSource.CACHE);
            assertThat(flows.cache.accounts("login.windows.net")).hasSize(1);
        }

        @Test
        void aConfidentialClientProvesItselfToo() {
            Flows web = new Flows(
                    EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
                    ClientCredential.secret(() -> Secret.of("client-secret")));
            web.http
                    .reply(200, "{\"account_type\":\"Managed\"}")
                    .reply(200, Answers.personal("token-1").json());

            acquire(web, ADA, PASSWORD);

            assertThat(web.http.lastRequest().formParameter("client_secret")).contains("client-secret");
        }

        @Test
        void whatIsTypedCannotLeaveItsPlaceInAnAddress() {
            managed();
            flows.http.reply(200, Answers.personal("token-1").json());

            acquire(flows, "a/../b?c=d#e f%\u00e9", PASSWORD);

            assertThat(flows.http.requests().get(0).uri())
                    .hasToString("https://login.microsoftonline.com/common/userrealm/"
                            + "a%2F..%2Fb%3Fc%3Dd%23e%20f%25%C3%A9?api-version=1.0");
            assertThat(flows.http.lastRequest().header("X-AnchorMailbox")).isEmpty();
        }

        @Test
        void aServerWithoutUserRealmsKeepsAllPasswordsItself() {
            flows.http.reply(404, "").reply(200, Answers.personal("token-1").json());

            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void thePasswordIsNeverSentTwice() {
            managed();
            flows.http.reply(200, Answers.personal("token-1").json());

            acquire();

            assertThat(flows.http.lastRequest().request().resending()).isEqualTo(HttpRequest.Resending.ONLY_IF_UNSENT);
        }
    }

    @Nested
    class WhenThePasswordIsRefused {

        private void refused(String error, long code) {
            managed();
            flows.http.reply(
                    400,
                    flows.codec.write(Map.of(
                            "error",
                            error,
                            "error_description",
                            "AADSTS" + code + ": said about " + PASSWORD,
                            "error_codes",
                            List.of(code))));
        }

        @ParameterizedTest
        @ValueSource(longs = {50126, 50034})
        void aWrongNameOrPasswordIsToBeTypedAgain(long code) {
            refused("invalid_grant", code);

            assertThatThrownBy(UsernamePasswordFlowTest.this::acquire)
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            failure ->
                                    assertThat(failure.serviceError().codes()).containsExactly(code))
                    .hasMessageContaining("sign-in with user name and password")
                    .hasMessageContaining("Check user name and password")
                    .message()
                    .doesNotContain("canary");
            assertThat(flows.cache.accounts("login.windows.net")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"invalid_grant,50076", "invalid_grant,50079", "invalid_grant,50055", "interaction_required,50076"})
        void whatAPasswordAloneCannotDoNeedsThePerson(String error, long code) {
            refused(error, code);

            assertThatThrownBy(UsernamePasswordFlowTest.this::acquire)
                    .isInstanceOf(MsalInteractionRequiredException.class)
                    .message()
                    .doesNotContain("canary");
        }

        @Test
        void aChallengeIsPassedOnEvenWhereTheProviderGivesNoNumber() {
            managed();
            flows.http.reply(400, "{\"error\":\"invalid_grant\",\"claims\":\"{}\"}");

            assertThatThrownBy(UsernamePasswordFlowTest.this::acquire)
                    .isInstanceOfSatisfying(
                            MsalInteractionRequiredException.class,
                            needed -> assertThat(needed.claims()).contains("{}"));
        }

        @Test
        void otherProvidersSayNoMoreThanInvalidGrantAndAreNotAskedTheSameAgain() {
            Flows other = new Flows(
                    OidcAuthority.of("https://idp.example", LoopbackHttp.REFUSED)
                            .withMetadata(flows.codec, """
                                    {"issuer":"https://idp.example","authorization_endpoint":"https://idp.example/a",\
                                    "token_endpoint":"https://idp.example/t"}"""),
                    ClientCredential.none());
            other.http.reply(401, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid user credentials\"}");

            assertThatThrownBy(() -> acquire(other, "ada", PASSWORD))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("Check user name and password");
            assertThatThrownBy(() -> acquire(other, "ada", PASSWORD))
                    .as("the same password")
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("was not sent")
                    .hasMessageContaining("Check user name and password");
            assertThat(other.http.requests()).hasSize(1);
        }
    }

    @Nested
    class WhenAnOrganizationKeepsThePassword {

        @Test
        void onlyTheOrganizationSeesItAndItsAssertionIsRedeemed() {
            federated();
            flows.http
                    .reply(200, FederationServer.metadata(STS + "/13/usernamemixed", STS + "/2005/usernamemixed"))
                    .reply(200, FederationServer.response13(FederationServer.SAML_2_0))
                    .reply(200, Answers.personal("token-1").json());

            AuthenticationResult result = acquire();

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(result.account().orElseThrow().source())
                    .as("no grant that the shared format has a word for")
                    .isEqualTo(AccountSource.UNKNOWN);
            List<SentRequest> sent = flows.http.requests();
            assertThat(sent.get(1).uri()).hasToString(STS + "/mex");
            assertThat(sent.get(2).uri()).hasToString(STS + "/13/usernamemixed");
            assertThat(sent.get(2).header("SOAPAction"))
                    .contains("http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue");
            assertThat(sent.get(2).header("Content-Type")).contains("application/soap+xml; charset=utf-8");
            assertThat(sent.get(2).body())
                    .contains("canary &amp; &lt;password&gt; &quot;&apos;")
                    .contains("urn:federation:Contoso");
            assertThat(sent.get(2).request().resending()).isEqualTo(HttpRequest.Resending.ONLY_IF_UNSENT);
            assertThat(sent.get(3).formParameters())
                    .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:saml2-bearer")
                    .containsEntry("assertion", base64url(FederationServer.SAML_2_0))
                    .doesNotContainKeys("username", "password");
            assertThat(sent)
                    .filteredOn(request -> request.body().contains("canary"))
                    .hasSize(1);
        }

        @Test
        void theOlderVersionServesWhereItIsTheOnlyOne() {
            federated();
            flows.http
                    .reply(200, FederationServer.metadata("", STS + "/2005/usernamemixed"))
                    .reply(200, FederationServer.response2005(FederationServer.SAML_1_1))
                    .reply(200, Answers.personal("token-1").json());

            acquire();

            assertThat(flows.http.requests().get(2).uri()).hasToString(STS + "/2005/usernamemixed");
            assertThat(flows.http.requests().get(2).body())
                    .contains("http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey");
            assertThat(flows.http.lastRequest().formParameters())
                    .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:saml1_1-bearer")
                    .containsEntry("assertion", base64url(FederationServer.SAML_1_1));
        }

        @Test
        void theEndpointItselfIsEnoughWithoutMetadata() {
            realm(Map.of("account_type", "federated", "federation_active_auth_url", STS + "/13/usernamemixed"));
            flows.http
                    .reply(200, FederationServer.response13(FederationServer.SAML_1_1))
                    .reply(200, Answers.personal("token-1").json());

            acquire();

            assertThat(flows.http.requests().get(1).body()).contains("urn:federation:MicrosoftOnline");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://sts.contoso.example/somewhere",
                    "http://sts.contoso.example/adfs/services/trust/13/usernamemixed",
                    "https://user@sts.contoso.example/adfs/services/trust/13/usernamemixed",
                    "no address"
                })
        void thePasswordGoesNowhereWhenTheAddressIsOfNoUse(String address) {
            realm(Map.of("account_type", "Federated", "federation_active_auth_url", address));

            assertThat(failure()).isEqualTo("missing_federation_metadata_url");
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void itsRefusalIsPassedOnWithoutThePassword() {
            federated();
            flows.http
                    .reply(200, FederationServer.metadata(STS + "/13/usernamemixed", ""))
                    .reply(
                            500,
                            FederationServer.fault(
                                    "a:FailedAuthentication",
                                    "ID3242: canary &amp; &lt;password&gt; &quot;&apos; could not be authenticated"));

            assertThatThrownBy(UsernamePasswordFlowTest.this::acquire)
                    .isInstanceOfSatisfying(MsalServiceException.class, failure -> {
                        assertThat(failure.errorCode()).isEqualTo("wstrust_service_error");
                        assertThat(failure.serviceError().host()).isEqualTo("sts.contoso.example");
                        assertThat(failure.serviceError().description())
                                .isEqualTo("FailedAuthentication: ID3242: [secret] could not be authenticated");
                    })
                    .hasMessageContaining("sts.contoso.example answered 500 FailedAuthentication")
                    .hasMessageContaining("Check user name and password")
                    .message()
                    .doesNotContain("canary");
        }

        @ParameterizedTest
        @CsvSource({
            "a:MessageExpired, Check this machine's clock",
            "wsse:InvalidSecurity, Check this machine's clock",
            "trust:InvalidScope, Have the administrator of that server look",
            "'', Have the administrator of that server look"
        })
        void aRefusalForAnotherReasonBlamesNoPassword(String code, String nextStep) {
            federated();
            flows.http
                    .reply(200, FederationServer.metadata(STS + "/13/usernamemixed", ""))
                    .reply(500, FederationServer.fault(code, "It is refused."));

            assertThatThrownBy(UsernamePasswordFlowTest.this::acquire)
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("wstrust_service_error"))
                    .hasMessageContaining("It is refused. " + nextStep)
                    .message()
                    .doesNotContain("Check user name and password", "wrong try");
        }

        @Test
        void aPasswordThatXmlCannotCarryIsRefusedBeforeItIsSent() {
            federated();
            flows.http.reply(200, FederationServer.metadata(STS + "/13/usernamemixed", ""));

            assertThatThrownBy(() -> acquire(flows, ADA, "canary\u0000"))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("The password has a control character")
                    .message()
                    .doesNotContain("canary");
            assertThat(flows.http.requests()).hasSize(2);
        }
    }

    @Nested
    class WhenSomebodyAnswersNonsense {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "200 | {}",
                    "200 | [1]",
                    "200 | <html>",
                    "500 | {\"account_type\":\"Managed\"}",
                    "429 | {\"error\":\"throttled\"}"
                })
        void thePasswordIsNotSentWhenNobodySaysWhoKeepsIt(int status, String body) {
            flows.http.reply(status, body);

            assertThat(failure()).isEqualTo("user_realm_discovery_failed");
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void thePasswordIsNotSentWhenNobodyKnowsTheName() {
            realm(Map.of("account_type", "Unknown"));

            assertThat(failure()).isEqualTo("unknown_user_type");
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void metadataIsRefusedThatIsMissing() {
            federated();
            flows.http.reply(404, "");

            assertThat(failure()).isEqualTo("accessing_ws_metadata_exchange_failed");
        }

        @ParameterizedTest
        @ValueSource(strings = {"<html><p>", "{}", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"})
        void metadataIsRefusedThatIsNoHarmlessXml(String body) {
            federated();
            flows.http.reply(200, body);

            assertThat(failure()).isEqualTo("parsing_ws_metadata_exchange_failed");
            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void metadataIsRefusedThatDescribesSomethingElse() {
            federated();
            flows.http.reply(200, "<definitions/>");

            assertThat(failure()).isEqualTo("accessing_ws_metadata_exchange_failed");
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.flow.UsernamePasswordFlowTest#bindingsThatAreOfNoUse")
        void thePasswordIsNotSentWhereEveryBindingIsOfNoUse(String metadata) {
            federated();
            flows.http.reply(200, metadata);

            assertThat(failure()).isEqualTo("wstrust_endpoint_not_found");
            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void anAnswerIsRefusedThatIsLongerThanAnyHonestOne() {
            federated();
            flows.http.reply(200, "<a>" + " ".repeat(1024 * 1024) + "</a>");

            assertThat(failure()).isEqualTo("parsing_ws_metadata_exchange_failed");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<html><body>Sign in to the network</body></html>",
                    "<!DOCTYPE s [<!ENTITY e 'x'>]><s>&e;</s>",
                    "{\"access_token\":\"canary\"}"
                })
        void anAnswerOfTheOrganizationIsRefusedThatIsNoAssertion(String body) {
            federated();
            flows.http
                    .reply(200, FederationServer.metadata(STS + "/13/usernamemixed", ""))
                    .reply(200, body);

            assertThat(failure()).isEqualTo("wstrust_invalid_response");
            assertThat(flows.http.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("answersWithoutOneAssertion")
    void anAnswerOfTheOrganizationIsRefusedThatDoesNotHoldOneAssertion(String answer) {
        federated();
        flows.http
                .reply(200, FederationServer.metadata(STS + "/13/usernamemixed", ""))
                .reply(200, answer);

        assertThat(failure()).isEqualTo("wstrust_invalid_response");
        assertThat(flows.http.requests()).hasSize(3);
        assertThat(flows.cache.accounts("login.windows.net")).isEmpty();
    }

    @Test
    void anAssertionThatComesWithARefusalIsNotRedeemed() {
        federated();
        flows.http
                .reply(200, FederationServer.metadata(STS + "/13/usernamemixed", ""))
                .reply(500, FederationServer.response13(FederationServer.SAML_2_0));

        assertThat(failure()).isEqualTo("wstrust_invalid_response");
        assertThat(flows.http.requests()).hasSize(3);
    }

    /** What the servers say stands, and each test changes what it is about. */
    @Nested
    class WhenAnOrganizationWasAskedBefore {

        private static final String REALM = "/common/userrealm/";
        private static final String METADATA = "/adfs/services/trust/mex";
        private static final String TRUST = "/adfs/services/trust/13/usernamemixed";

        @BeforeEach
        void allIsWell() {
            whatAnOrganizationSays(flows);
        }

        private void whatAnOrganizationSays(Flows all) {
            says(
                    all,
                    REALM,
                    answer(
                            200,
                            all.codec.write(
                                    Map.of("account_type", "Federated", "federation_metadata_url", STS + "/mex"))));
            says(all, METADATA, answer(200, FederationServer.metadata(STS + "/13/usernamemixed", "")));
            says(all, TRUST, answer(200, FederationServer.response13(FederationServer.SAML_2_0)));
            says(
                    all,
                    "/oauth2/v2.0/token",
                    answer(200, Answers.personal("token-1").json()));
        }

        private void says(Flows all, String path, HttpResponse answer) {
            all.http.when(request -> request.uri().getPath().contains(path)).reply(answer);
        }

        private HttpResponse answer(int status, String body) {
            return new HttpResponse(status, HttpHeaders.empty(), body.getBytes(StandardCharsets.UTF_8));
        }

        private HttpResponse wrongPassword() {
            return answer(500, FederationServer.fault("a:FailedAuthentication", "ID3242: no"));
        }

        private long asked(String path) {
            return flows.http.requests().stream()
                    .filter(request -> request.uri().getPath().contains(path))
                    .count();
        }

        private <E extends MsalException> E refusal(Class<E> type) {
            E refused = catchThrowableOfType(type, UsernamePasswordFlowTest.this::acquire);
            assertThat(refused).isNotNull().message().doesNotContain("canary");
            return refused;
        }

        @Test
        void whereItTakesPasswordsIsAskedOnceADayAndWhoKeepsThemEachTime() {
            for (int i = 0; i < 3; i++) {
                acquire();
            }
            assertThat(asked(METADATA)).isEqualTo(1);
            assertThat(asked(REALM)).isEqualTo(3);

            flows.clock.advance(Duration.ofDays(1));
            acquire();
            assertThat(asked(METADATA)).isEqualTo(2);
        }

        @Test
        void theAddressServesForASecondDayWhileItsServerDescribesNone() {
            acquire();
            says(flows, METADATA, answer(503, ""));
            flows.clock.advance(Duration.ofDays(1));

            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        /** As a portal, a proxy or a broken gateway says it. */
        @ParameterizedTest
        @CsvSource({"200,<html>portal</html>", "200,not even XML", "302,''", "401,''", "407,''", "408,''"})
        void soItDoesWhileSomebodyElseAnswersInItsPlace(int status, String page) {
            acquire();
            says(flows, METADATA, answer(status, page));
            flows.clock.advance(Duration.ofDays(1));

            assertThat(acquire().accessToken()).isEqualTo("token-1");
            assertThat(asked(METADATA)).isEqualTo(2);
            assertThat(asked(TRUST)).isEqualTo(2);
        }

        @Test
        void soItDoesWhileWhatItDescribesIsTooLongToBeRead() {
            acquire();
            says(flows, METADATA, answer(200, FederationServer.metadata("", "") + " ".repeat(1024 * 1024)));
            flows.clock.advance(Duration.ofDays(1));

            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void whereSomebodyElseAnsweredInItsPlaceItIsAskedAgainAfterFiveSeconds() {
            says(flows, METADATA, answer(200, "<html>portal</html>"));
            assertThat(failure()).isEqualTo("accessing_ws_metadata_exchange_failed");
            assertThat(failure()).isEqualTo("accessing_ws_metadata_exchange_failed");
            assertThat(asked(METADATA)).isEqualTo(1);
            whatAnOrganizationSays(flows);
            flows.clock.advance(Duration.ofSeconds(5));

            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @ParameterizedTest
        @CsvSource({
            "200,wstrust_endpoint_not_found",
            "404,accessing_ws_metadata_exchange_failed",
            "410,accessing_ws_metadata_exchange_failed"
        })
        void thePasswordIsNotSentToAnAddressThatTheServerTookBack(int status, String code) {
            acquire();
            says(flows, METADATA, answer(status, FederationServer.metadata("", "")));
            flows.clock.advance(Duration.ofDays(1));

            assertThat(failure()).isEqualTo(code);
            assertThat(failure()).isEqualTo(code);
            assertThat(asked(TRUST)).isEqualTo(1);
            assertThat(asked(METADATA)).isEqualTo(2);

            says(flows, METADATA, answer(503, ""));
            flows.clock.advance(Duration.ofMinutes(5));
            assertThat(failure()).isEqualTo(code);
            assertThat(asked(TRUST)).isEqualTo(1);
        }

        @Test
        void anAddressThatIsDescribedAgainIsFoundAfterFiveMinutes() {
            says(flows, METADATA, answer(200, FederationServer.metadata("", "")));
            failure();
            whatAnOrganizationSays(flows);
            flows.clock.advance(Duration.ofMinutes(5));

            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 302, 404, 410, 503})
        void aServerThatMovedIsFoundByTheNextSignInAfterFiveMinutes(int status) {
            acquire();
            moved(answer(status, "<html>gone</html>"));
            assertThat(failure()).isEqualTo("wstrust_invalid_response");
            assertThat(asked(METADATA)).as("within the same call").isEqualTo(1);

            flows.clock.advance(Duration.ofMinutes(5));
            assertThat(acquire().accessToken()).isEqualTo("token-1");
            assertThat(asked("/moved")).isEqualTo(1);
            assertThat(asked(METADATA)).isEqualTo(2);
        }

        @Test
        void aServerThatIsGoneFromItsAddressIsFoundByTheNextSignInAfterFiveMinutes() {
            acquire();
            moved(answer(200, ""));
            flows.http.when(request -> request.uri().getPath().contains(TRUST)).fail(new ConnectException("refused"));
            assertThat(failure()).isEqualTo("connection_broken");

            flows.clock.advance(Duration.ofMinutes(5));
            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void theAddressThatIsInDoubtServesOnWhileItsServerDescribesNothingForLong() {
            acquire();
            swallowsAt(TRUST);
            assertThat(failure()).isEqualTo("request_timeout");
            whatAnOrganizationSays(flows);
            swallowsAt(METADATA);
            flows.clock.advance(Duration.ofMinutes(5));

            assertThat(acquire().accessToken()).isEqualTo("token-1");
            assertThat(asked(METADATA)).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void whoeverAnswersThereAgainTakesTheDoubtAway(boolean withAToken) {
            acquire();
            swallowsAt(TRUST);
            failure();
            says(
                    flows,
                    TRUST,
                    withAToken ? answer(200, FederationServer.response13(FederationServer.SAML_2_0)) : wrongPassword());
            failure();
            whatAnOrganizationSays(flows);
            flows.clock.advance(Duration.ofMinutes(5));

            acquire();

            assertThat(asked(METADATA)).isEqualTo(1);
        }

        private void swallowsAt(String path) {
            flows.http.when(request -> request.uri().getPath().contains(path)).replyWith(request -> {
                flows.clock.advance(request.deadline().remainingAtMost(Duration.ofHours(1)));
                throw new UncheckedIOException(new SocketTimeoutException("no answer"));
            });
        }

        private void moved(HttpResponse atTheOldAddress) {
            says(flows, TRUST, atTheOldAddress);
            says(flows, METADATA, answer(200, FederationServer.metadata(STS + "/moved/13/usernamemixed", "")));
            says(flows, "/moved/", answer(200, FederationServer.response13(FederationServer.SAML_2_0)));
        }

        @Test
        void aServerThatStaysAtItsAddressAndAnswersNonsenseDescribesItOnceInFiveMinutes() {
            says(flows, TRUST, answer(404, ""));
            for (int i = 0; i < 10; i++) {
                failure();
            }
            assertThat(asked(METADATA)).isEqualTo(1);

            flows.clock.advance(Duration.ofMinutes(5));
            for (int i = 0; i < 10; i++) {
                failure();
            }
            assertThat(asked(METADATA)).isEqualTo(2);
        }

        @Test
        void aRefusalCastsNoDoubtOnTheAddress() {
            says(flows, TRUST, wrongPassword());
            refusal(MsalServiceException.class);
            flows.clock.advance(Duration.ofMinutes(5));
            refusal(MsalServiceException.class);

            assertThat(asked(METADATA)).isEqualTo(1);
        }

        @Test
        void theAddressesOfAThousandOrganizationsAreRememberedAndNotMore() {
            for (int i = 0; i <= 1000; i++) {
                federatedAt(i);
                acquire();
            }
            federatedAt(1000);
            acquire();
            assertThat(asked(METADATA)).isEqualTo(1001);

            federatedAt(0);
            acquire();
            assertThat(asked(METADATA)).isEqualTo(1002);
        }

        private void federatedAt(int number) {
            says(
                    flows,
                    REALM,
                    answer(
                            200,
                            flows.codec.write(Map.of(
                                    "account_type",
                                    "Federated",
                                    "federation_metadata_url",
                                    "https://sts-" + number + ".example" + METADATA))));
        }

        @Test
        void aPasswordThatItRefusedIsNotTriedAgainForAMinuteAndRefusedInTheSameWay() {
            says(flows, TRUST, wrongPassword());
            refusal(MsalServiceException.class);

            flows.clock.advance(Duration.ofSeconds(59));
            MsalServiceException again = refusal(MsalServiceException.class);

            assertThat(asked(TRUST)).isEqualTo(1);
            assertThat(again.errorCode()).isEqualTo("wstrust_service_error");
            assertThat(again.serviceError().heldBack().orElseThrow().rule()).isEqualTo(ThrottlingRule.REFUSED);
            assertThat(again)
                    .hasMessageContaining("The request for a SAML assertion was not sent")
                    .hasMessageContaining("sts.contoso.example answered 500")
                    .hasMessageContaining("Check user name and password");

            flows.clock.advance(Duration.ofSeconds(1));
            refusal(MsalServiceException.class);
            assertThat(asked(TRUST)).isEqualTo(2);
        }

        @Test
        void aCorrectedPasswordAndAnotherPersonAreTried() {
            says(flows, TRUST, wrongPassword());
            refusal(MsalServiceException.class);
            says(flows, TRUST, answer(200, FederationServer.response13(FederationServer.SAML_2_0)));

            acquire(flows, ADA, "corrected");
            acquire(flows, "grace@contoso.example", PASSWORD);

            assertThat(asked(TRUST)).isEqualTo(3);
        }

        @Test
        void aRefusalLeavesNothingBehindFromWhichThePasswordCouldBeRead() {
            says(flows, TRUST, wrongPassword());
            refusal(MsalServiceException.class);

            assertThat(KeptText.of(flows.throttle))
                    .as("what was refused, by whom, and nothing that was sent")
                    .anyMatch(text -> text.contains("ID3242"))
                    .noneMatch(text -> text.contains("canary") || text.contains(ADA));
        }

        @ParameterizedTest
        @CsvSource({
            REALM + ",429,user_realm_discovery_failed",
            REALM + ",503,user_realm_discovery_failed",
            METADATA + ",429,accessing_ws_metadata_exchange_failed",
            METADATA + ",503,accessing_ws_metadata_exchange_failed",
            TRUST + ",429,wstrust_invalid_response",
            TRUST + ",503,wstrust_invalid_response"
        })
        void aServerThatAsksForPatienceIsNotAskedTheSameBeforeThatTimeIsOver(String path, int status, String code) {
            says(
                    flows,
                    path,
                    new HttpResponse(
                            status,
                            HttpHeaders.empty().with("Retry-After", "30"),
                            "busy".getBytes(StandardCharsets.UTF_8)));
            Instant until = flows.clock.instant().plusSeconds(30);

            MsalThrottledException first = refusal(MsalThrottledException.class);
            flows.clock.advance(Duration.ofSeconds(29));
            MsalThrottledException heldBack = refusal(MsalThrottledException.class);

            assertThat(first.errorCode()).isEqualTo(code);
            assertThat(first.serviceError().heldBack()).isEmpty();
            assertThat(heldBack.serviceError().heldBack()).contains(new HeldBack(until, ThrottlingRule.RETRY_AFTER));
            assertThat(List.of(first, heldBack)).allSatisfy(patience -> {
                assertThat(patience.retryAt()).isEqualTo(until);
                assertThat(patience).hasMessageContaining("Try again not before " + until);
            });
            assertThat(asked(path)).isEqualTo(1);

            flows.clock.advance(Duration.ofSeconds(1));
            whatAnOrganizationSays(flows);
            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void aServerThatAnswersBusyWithoutATimeIsLeftAloneForFiveSeconds() {
            says(flows, TRUST, answer(503, "<html>down</html>"));
            refusal(MsalServiceException.class);

            assertThat(refusal(MsalThrottledException.class).rule()).isEqualTo(ThrottlingRule.SERVER_BUSY);
            flows.clock.advance(Duration.ofSeconds(5));
            refusal(MsalServiceException.class);
            assertThat(asked(TRUST)).isEqualTo(2);
        }

        @Test
        void whatMayHelpIsSaidAlsoWhileItIsLeftAlone() {
            says(flows, TRUST, answer(500, FederationServer.fault("a:MessageExpired", "It is too old.")));
            refusal(MsalServiceException.class);

            assertThat(refusal(MsalThrottledException.class))
                    .hasMessageContaining("Check this machine's clock")
                    .hasMessageContaining("Try again not before");
        }

        @Test
        void everyPasswordIsTriedWhereThrottlingIsOff() {
            Flows unthrottled = Flows.unthrottled();
            whatAnOrganizationSays(unthrottled);
            says(unthrottled, TRUST, wrongPassword());

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> acquire(unthrottled, ADA, PASSWORD)).isInstanceOf(MsalServiceException.class);
            }

            assertThat(unthrottled.http.requests())
                    .filteredOn(request -> request.uri().getPath().equals(TRUST))
                    .hasSize(2);
        }
    }

    @Nested
    class WhenTheHostIsYetToBeConfirmed {

        private static final String SOVEREIGN = "https://login.sovereign.example";

        private final Flows live = new Flows(
                Authorities.parse(SOVEREIGN + "/contoso.com", InstanceDiscovery.live()), ClientCredential.none());

        private void theWorldwideCloudSays(int status, String answer) {
            live.http
                    .when(request -> request.uri().getHost().equals("login.microsoftonline.com"))
                    .reply(status, answer);
        }

        @Test
        void neitherNameNorPasswordGoesToOneThatIsRefused() {
            live.http
                    .when(request -> true)
                    .reply(
                            200,
                            live.codec.write(Map.of(
                                    "account_type",
                                    "Federated",
                                    "federation_active_auth_url",
                                    SOVEREIGN + "/adfs/services/trust/13/usernamemixed")));
            theWorldwideCloudSays(400, "{\"error\":\"invalid_instance\"}");

            assertThatThrownBy(() -> acquire(live, ADA, PASSWORD))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("invalid_instance"));
            assertThat(live.http.requests())
                    .extracting(request -> request.uri().getHost())
                    .containsExactly("login.microsoftonline.com");
        }

        @Test
        void oneThatIsConfirmedIsAskedWhoKeepsThePassword() {
            theWorldwideCloudSays(200, "{\"tenant_discovery_endpoint\":\"https://login.sovereign.example/x\"}");
            live.http
                    .reply(200, "{\"account_type\":\"Managed\"}")
                    .reply(
                            200,
                            Answers.personal("token-1")
                                    .claim("iss", SOVEREIGN + "/" + Answers.TENANT_ID + "/v2.0")
                                    .json());

            assertThat(acquire(live, ADA, PASSWORD).accessToken()).isEqualTo("token-1");
            assertThat(live.http.requests())
                    .extracting(request -> request.uri().getPath())
                    .containsExactly(
                            "/common/discovery/instance", "/common/userrealm/" + ADA, "/contoso.com/oauth2/v2.0/token");
        }
    }

    @Nested
    class OtherAuthorities {

        @Test
        void personalAccountsAreRefusedBeforeAnythingIsSent() {
            for (String tenant : List.of("consumers", EntraAuthority.CONSUMERS_TENANT_ID)) {
                Flows personal = new Flows(
                        EntraAuthority.of("https://login.microsoftonline.com/" + tenant), ClientCredential.none());

                assertThatThrownBy(() -> acquire(personal, "alan@live.example", PASSWORD))
                        .isInstanceOf(MsalConfigurationException.class)
                        .hasMessageContaining("Personal Microsoft accounts");
                assertThat(personal.http.requests()).isEmpty();
            }
        }

        @Test
        void anAdfsServerKeepsItsPasswordsItself() {
            Flows adfs = new Flows(
                    AdfsAuthority.of("https://sts.contoso.example/adfs", LoopbackHttp.REFUSED),
                    ClientCredential.none());
            adfs.http.reply(200, """
                            {"issuer":"https://sts.contoso.example/adfs",\
                            "authorization_endpoint":"https://sts.contoso.example/adfs/oauth2/authorize/",\
                            "token_endpoint":"https://sts.contoso.example/adfs/oauth2/token/"}""").reply(200, Answers.own("token-1").json());

            assertThat(acquire(adfs, "contoso\\ada", PASSWORD).accessToken()).isEqualTo("token-1");

            assertThat(adfs.http.lastRequest().formParameters())
                    .containsEntry("grant_type", "password")
                    .containsEntry("username", "contoso\\ada");
            assertThat(adfs.http.requests()).hasSize(2);
        }

        @ParameterizedTest
        @CsvSource({"' ',x,username", "ada,'',password"})
        void anEmptyNameOrPasswordIsRefusedBeforeAnythingIsSent(String username, String password, String what) {
            assertThatThrownBy(() -> acquire(flows, username, password))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("The " + what + " is empty");
            assertThat(flows.http.requests()).isEmpty();
        }
    }

    /** Kerberos alone, no protection, and a protocol that is none of the two. */
    static Stream<String> bindingsThatAreOfNoUse() {
        return Stream.of(
                FederationServer.metadata("", ""),
                FederationServer.metadata(
                        "http://sts.contoso.example/13/usernamemixed", "http://sts.contoso.example/2005/usernamemixed"),
                FederationServer.metadata(STS + "/13/usernamemixed", "")
                        .replace("200512/RST/Issue", "200802/RST/Issue"));
    }

    /** No assertion, two of them, and what only looks like one. */
    static Stream<String> answersWithoutOneAssertion() {
        String good = FederationServer.response13(FederationServer.SAML_2_0);
        return Stream.of(
                FederationServer.response13(),
                FederationServer.response13(FederationServer.SAML_2_0, FederationServer.SAML_2_0),
                good.replace(FederationServer.SAML_2_0, ""),
                good.replace(FederationServer.SAML_2_0, FederationServer.SAML_2_0.repeat(2)),
                good.replace("http://www.w3.org/2003/05/soap-envelope", "urn:other"),
                good.replace(
                        "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
                        "http://schemas.xmlsoap.org/ws/2005/02/trust"),
                good.replace(
                        "xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\"",
                        "xmlns=\"urn:oasis:names:tc:SAML:1.0:assertion\""),
                good.replace("<s:Header/>", "<s:Header>&undeclared;</s:Header>"),
                "<!DOCTYPE s:Envelope [<!ENTITY e 'x'>]>" + good.replace("<s:Header/>", "<s:Header>&e;</s:Header>"));
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
