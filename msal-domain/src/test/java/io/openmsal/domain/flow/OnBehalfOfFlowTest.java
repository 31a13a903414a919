package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OnBehalfOfFlowTest {

    private static final Scopes USER_READ = Scopes.requested("User.Read");
    private static final String GRACE = "99999999-bbbb-cccc-dddd-eeeeeeeeeeee";

    private final Flows flows = new Flows(
            EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
            ClientCredential.secret(() -> Secret.of("client-secret")));

    private AuthenticationResult acquire(String assertion) {
        return acquire(assertion, CachePolicy.DEFAULT);
    }

    private AuthenticationResult acquire(String assertion, CachePolicy policy) {
        return flows.onBehalfOf.acquire(null, Secret.of(assertion), USER_READ, policy, flows::call);
    }

    private static Answers ofGrace(String accessToken) {
        return Answers.personal(accessToken)
                .with(
                        "client_info",
                        Answers.base64(new GsonJsonCodec().write(Map.of("uid", GRACE, "utid", Answers.TENANT_ID))))
                .claim("oid", GRACE)
                .claim("sub", "subject-2")
                .claim("preferred_username", "grace@contoso.example");
    }

    @Nested
    class WhenNothingIsCached {

        @Test
        void theAssertionIsTradedAsItIs() {
            flows.http.reply(200, Answers.personal("token-1").json());

            AuthenticationResult result = acquire("header.ada.signature");

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(result.account().orElseThrow().homeAccountId()).isEqualTo(Answers.HOME_ACCOUNT_ID);
            var sent = flows.http.onlyRequest();
            assertThat(sent.uri()).hasToString("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token");
            assertThat(sent.formParameters())
                    .containsOnly(
                            Map.entry("client_id", Flows.CLIENT_ID),
                            Map.entry("client_secret", "client-secret"),
                            Map.entry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                            Map.entry("requested_token_use", "on_behalf_of"),
                            Map.entry("assertion", "header.ada.signature"),
                            Map.entry(
                                    "scope",
                                    USER_READ.plus(Scopes.OPENID_CONNECT).toString()),
                            Map.entry("client_info", "1"));
        }

        @Test
        void anEmptyAssertionIsRefusedBeforeAnythingIsSent() {
            assertThatThrownBy(() -> acquire(" "))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("assertion is empty");
            assertThat(flows.http.requests()).isEmpty();
        }

        @Test
        void aForgedIdTokenIsRefusedAndNothingIsKept() {
            flows.http
                    .reply(
                            200,
                            Answers.personal("forged")
                                    .claim("aud", "another-client")
                                    .json())
                    .reply(200, Answers.personal("token-1").json());

            assertThatThrownBy(() -> acquire("ada")).isInstanceOf(MsalUntrustedResponseException.class);

            assertThat(flows.cache.accounts("login.windows.net")).isEmpty();
            assertThat(acquire("ada").accessToken()).isEqualTo("token-1");
        }

        @Test
        void whatThePersonHasToProveIsPassedOn() {
            String claims = "{\"access_token\":{\"polids\":{\"essential\":true}}}";
            flows.http.reply(
                    400,
                    flows.codec.write(Map.of(
                            "error", "interaction_required",
                            "suberror", "basic_action",
                            "error_description", "AADSTS50076: Use multi-factor authentication.",
                            "claims", claims)));

            assertThatThrownBy(() -> acquire("header.canary.signature"))
                    .isInstanceOfSatisfying(
                            MsalInteractionRequiredException.class,
                            needed -> assertThat(needed.claims()).contains(claims))
                    .message()
                    .contains("request on behalf of a user")
                    .doesNotContain("canary");
        }
    }

    @Nested
    class WhenATokenIsCached {

        @Test
        void itServesTheSameAssertionWithoutARequestAndSaysWhoseItIs() {
            flows.http.reply(200, Answers.personal("token-1").json());
            acquire("ada");

            AuthenticationResult again = acquire("ada");

            assertThat(again.accessToken()).isEqualTo("token-1");
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(again.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
            assertThat(again.idTokenClaims()).isPresent();
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void anotherAssertionOfTheSamePersonIsTradedAnew() {
            flows.http
                    .reply(200, Answers.personal("token-1").json())
                    .reply(200, Answers.personal("token-2").json());
            acquire("ada in the morning");

            assertThat(acquire("ada in the evening").accessToken()).isEqualTo("token-2");
            assertThat(acquire("ada in the morning").accessToken()).isEqualTo("token-1");
        }

        @Test
        void twoPeopleNeverGetEachOthersTokens() {
            flows.http
                    .reply(200, Answers.personal("of-ada").json())
                    .reply(200, ofGrace("of-grace").json());
            acquire("ada");
            acquire("grace");

            for (int i = 0; i < 3; i++) {
                assertThat(acquire("ada").accessToken()).isEqualTo("of-ada");
                AuthenticationResult graces = acquire("grace");
                assertThat(graces.accessToken()).isEqualTo("of-grace");
                assertThat(graces.account().orElseThrow().username()).isEqualTo("grace@contoso.example");
            }
            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void anAnswerForSomebodyElseIsRefused() {
            flows.http
                    .reply(200, Answers.personal("of-ada").json())
                    .reply(200, ofGrace("of-grace").json());
            acquire("ada");
            CachePolicy force = new CachePolicy(true, RequestShape.PLAIN, MinimumLifetime.standard());

            assertThatThrownBy(() -> acquire("ada", force))
                    .isInstanceOf(MsalUntrustedResponseException.class)
                    .hasMessageContaining("another account");

            assertThat(acquire("ada").accessToken()).isEqualTo("of-ada");
        }

        @Test
        void anotherTenantHasATokenOfItsOwn() {
            flows.http
                    .reply(200, Answers.personal("token-1").json())
                    .reply(200, Answers.personal("fabrikam").json());
            acquire("ada");

            AuthenticationResult other = flows.onBehalfOf.acquire(
                    "Fabrikam.Example", Secret.of("ada"), USER_READ, CachePolicy.DEFAULT, flows::call);

            assertThat(other.accessToken()).isEqualTo("fabrikam");
            assertThat(flows.http.lastRequest().path()).isEqualTo("/fabrikam.example/oauth2/v2.0/token");
            assertThat(acquire("ada").accessToken()).isEqualTo("token-1");
        }

        @Test
        void itIsNotForSilentCallsAndNoRefreshTokenIsKept() {
            flows.http.reply(200, Answers.personal("token-1").json());
            Account ada = acquire("ada").account().orElseThrow();

            assertThatThrownBy(() ->
                            flows.silent.acquire(flows.authority, ada, USER_READ, CachePolicy.DEFAULT, flows::call))
                    .isInstanceOf(MsalInteractionRequiredException.class);
            assertThat(flows.cache.refreshTokens(ada, Flows.CLIENT_ID)).isEmpty();
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void anExpiredOneIsReplacedWithTheSameGrant() {
            flows.http
                    .reply(200, Answers.personal("token-1").json())
                    .reply(200, Answers.personal("token-2").json());
            acquire("ada");
            flows.clock.advance(Duration.ofHours(1));

            AuthenticationResult result = acquire("ada");

            assertThat(result.accessToken()).isEqualTo("token-2");
            assertThat(result.refreshReason()).isEqualTo(CacheRefreshReason.EXPIRED);
            assertTheAssertionWasSentAgain();
        }

        @Test
        void aClaimsChallengeAsksTheServerAndSendsTheClaims() {
            flows.http
                    .reply(200, Answers.personal("token-1").json())
                    .reply(200, Answers.personal("token-2").json());
            acquire("ada");
            String challenge = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}";

            AuthenticationResult result = acquire(
                    "ada", new CachePolicy(false, RequestShape.answering(challenge), MinimumLifetime.standard()));

            assertThat(result.accessToken()).isEqualTo("token-2");
            assertThat(flows.http.lastRequest().formParameter("claims")).contains(challenge);
        }

        @Test
        void forgettingThePersonForgetsIt() {
            flows.http
                    .reply(200, Answers.personal("token-1").json())
                    .reply(200, Answers.personal("token-2").json());
            Account ada = acquire("ada").account().orElseThrow();

            flows.cache.remove(ada, Flows.CLIENT_ID);

            assertThat(acquire("ada").accessToken()).isEqualTo("token-2");
        }
    }

    @Nested
    class WhenTheServerAdvisedToRenew {

        private void cacheATokenToRenewAfterAnHour() {
            flows.http.reply(
                    200,
                    Answers.personal("old")
                            .with("expires_in", 7200)
                            .with("refresh_in", 3600)
                            .json());
            acquire("ada");
            flows.clock.advance(Duration.ofSeconds(3601));
        }

        @Test
        void itIsRenewedWithTheSameGrant() {
            cacheATokenToRenewAfterAnHour();
            flows.http.reply(200, Answers.personal("new").json());

            AuthenticationResult result = acquire("ada");

            assertThat(result.accessToken()).isEqualTo("new");
            assertThat(result.refreshReason()).isEqualTo(CacheRefreshReason.PROACTIVE_REFRESH);
            assertTheAssertionWasSentAgain();
        }

        @Test
        void theOldOneSurvivesAnOutageWhichIsNotProbedByEveryCall() {
            cacheATokenToRenewAfterAnHour();
            flows.http.fail(new IOException("reset"));

            assertThat(acquire("ada").accessToken()).isEqualTo("old");
            assertThat(acquire("ada").account()).isPresent();
            assertThat(flows.http.requests()).hasSize(2);
        }
    }

    private void assertTheAssertionWasSentAgain() {
        assertThat(flows.http.lastRequest().formParameters())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .containsEntry("requested_token_use", "on_behalf_of")
                .containsEntry("assertion", "ada");
    }

    @Test
    void oneRequestServesTwoHundredThreadsWithTheSameAssertion() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        flows.http.pauseUntil(released).reply(200, Answers.personal("token-1").json());
        ExecutorService pool = Executors.newFixedThreadPool(200);
        CountDownLatch started = new CountDownLatch(200);
        try {
            List<Future<AuthenticationResult>> futures = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                futures.add(pool.submit(() -> {
                    started.countDown();
                    return acquire("ada");
                }));
            }
            started.await(60, TimeUnit.SECONDS);
            flows.http.awaitRequests(1, Duration.ofSeconds(10));
            released.countDown();
            for (Future<AuthenticationResult> future : futures) {
                assertThat(future.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("token-1");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(flows.http.requests()).hasSize(1);
    }
}
