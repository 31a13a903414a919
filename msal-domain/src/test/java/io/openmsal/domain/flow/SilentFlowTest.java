package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilentFlowTest {

    private static final Scopes USER_READ = Scopes.requested("User.Read");

    private final Flows flows = new Flows();

    private Account signIn() {
        return signIn(Answers.personal("first"));
    }

    private Account signIn(Answers brought) {
        flows.http.reply(200, brought.json());
        return flows.refreshToken
                .acquire(flows.authority, Secret.of("foreign"), USER_READ, RequestShape.PLAIN, flows.call())
                .account()
                .orElseThrow();
    }

    private AuthenticationResult silent(Account account) {
        return silent(account, CachePolicy.DEFAULT);
    }

    private AuthenticationResult silent(Account account, CachePolicy policy) {
        return flows.silent.acquire(flows.authority, account, USER_READ, policy, flows::call);
    }

    @Nested
    class WhenTheAccessTokenIsGood {

        @Test
        void itComesFromTheCacheWithTheAccountAndWhatTheIdTokenSaid() {
            Account account = signIn();

            AuthenticationResult result = silent(account);

            assertThat(result.accessToken()).isEqualTo("first");
            assertThat(result.source()).isEqualTo(TokenSource.CACHE);
            assertThat(result.account()).contains(account);
            assertThat(result.idTokenClaims().orElseThrow().name()).contains("Ada");
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void itIsFetchedAnewOnceWhenTheClockWasSetBackSince() {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(-2));
            flows.http.reply(200, Answers.personal("second").json());

            assertThat(silent(account).accessToken()).isEqualTo("second");
            assertThat(silent(account).source()).isEqualTo(TokenSource.CACHE);
            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void theTenantIsKnownByItsIdAndByTheDomainItWasAskedUnder() {
            Account account = signIn();

            AuthenticationResult byId = flows.silent.acquire(
                    flows.authority.withTenant(Answers.TENANT_ID),
                    account,
                    USER_READ,
                    CachePolicy.DEFAULT,
                    flows::call);

            assertThat(byId.source()).isEqualTo(TokenSource.CACHE);
            assertThat(silent(account).source()).isEqualTo(TokenSource.CACHE);
        }

        @Test
        void itServesARequestForFewerScopesThanWereGranted() {
            Account account = signIn();

            AuthenticationResult result = flows.silent.acquire(
                    flows.authority, account, Scopes.parse("email"), CachePolicy.DEFAULT, flows::call);

            assertThat(result.accessToken()).isEqualTo("first");
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void scopesAreComparedWithRegardToCase() {
            Account account = signIn();
            flows.http.reply(200, Answers.personal("second").json());

            AuthenticationResult result = flows.silent.acquire(
                    flows.authority, account, Scopes.requested("user.read"), CachePolicy.DEFAULT, flows::call);

            assertThat(result.accessToken()).isEqualTo("second");
        }

        @Test
        void theHomeTenantAnswersForAnAuthorityOfMany() {
            Account account = signIn();

            AuthenticationResult result = flows.silent.acquire(
                    flows.authority.withTenant("common"), account, USER_READ, CachePolicy.DEFAULT, flows::call);

            assertThat(result.source()).isEqualTo(TokenSource.CACHE);
        }
    }

    @Nested
    class WhenTheServerAdvisedToRenew {

        private Account signInAnHourAgo() {
            Account account =
                    signIn(Answers.personal("first").with("expires_in", 7200).with("refresh_in", 3600));
            flows.clock.advance(Duration.ofSeconds(3601));
            return account;
        }

        @Test
        void itIsRenewedWhileTheOldOneIsStillGood() {
            Account account = signInAnHourAgo();
            flows.http.reply(200, Answers.personal("second").json());

            AuthenticationResult result = silent(account);

            assertThat(result.accessToken()).isEqualTo("second");
            assertThat(result.refreshReason()).isEqualTo(CacheRefreshReason.PROACTIVE_REFRESH);
        }

        @Test
        void theOldOneSurvivesARefusal() {
            Account account = signInAnHourAgo();
            flows.http.reply(400, "{\"error\":\"invalid_grant\"}");

            assertThat(silent(account).accessToken()).isEqualTo("first");
        }
    }

    @Nested
    class WhenTheAccessTokenHasExpired {

        @Test
        void theRefreshTokenIsRedeemedAndReplaced() {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(1));
            flows.http.reply(200, Answers.personal("second").json());

            AuthenticationResult result = silent(account);

            assertThat(result.accessToken()).isEqualTo("second");
            assertThat(result.refreshReason()).isEqualTo(CacheRefreshReason.EXPIRED);
            assertThat(flows.http.lastRequest().formParameters())
                    .containsEntry("grant_type", "refresh_token")
                    .containsEntry("refresh_token", "refresh-of-first")
                    .containsEntry("scope", "User.Read offline_access openid profile");

            flows.clock.advance(Duration.ofHours(1));
            flows.http.reply(200, Answers.personal("third").json());
            silent(account);
            assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("refresh-of-second");
        }

        @Test
        void theRefreshIsRoutedToThePersonAndTheRedemptionOfAForeignTokenToNobody() {
            Account account = signIn();
            assertThat(flows.http.lastRequest().header("X-AnchorMailbox")).isEmpty();
            flows.clock.advance(Duration.ofHours(1));
            flows.http.reply(200, Answers.personal("second").json());

            silent(account);

            assertThat(flows.http.lastRequest().header("X-AnchorMailbox"))
                    .contains("Oid:" + Answers.OBJECT_ID + "@" + Answers.TENANT_ID);
        }

        @Test
        void aRefreshWithoutANewRefreshTokenKeepsTheOldOne() {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(1));
            flows.http.reply(
                    200, Answers.personal("second").without("refresh_token").json());
            silent(account);
            flows.clock.advance(Duration.ofHours(1));
            flows.http.reply(200, Answers.personal("third").json());

            silent(account);

            assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("refresh-of-first");
        }

        @Test
        void aRefusedRefreshMeansThatThePersonIsNeededAndSaysWhy() {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(1));
            String claims = "{\"access_token\":{\"polids\":{\"essential\":true}}}";
            flows.http.reply(
                    400,
                    flows.codec.write(Map.of(
                            "error", "invalid_grant",
                            "suberror", "basic_action",
                            "error_description", "AADSTS50076: Use multi-factor authentication.",
                            "claims", claims)));

            assertThatThrownBy(() -> silent(account))
                    .isInstanceOfSatisfying(MsalInteractionRequiredException.class, needed -> {
                        assertThat(needed.reason()).isEqualTo(MsalInteractionRequiredException.Reason.BASIC_ACTION);
                        assertThat(needed.claims()).contains(claims);
                    })
                    .hasMessageContaining("AADSTS50076");
        }

        @ParameterizedTest
        @CsvSource({
            "basic_action, BASIC_ACTION, Sign the user in again.",
            "additional_action, ADDITIONAL_ACTION, Sign the user in again.",
            "message_only, MESSAGE_ONLY, Sign the user in again.",
            "consent_required, CONSENT_REQUIRED, 'Sign the user in again, so that they or an administrator can consent.'",
            "user_password_expired, USER_PASSWORD_EXPIRED, Sign the user in again.",
            "bad_token, UNSPECIFIED, Sign the user in again.",
            "token_expired, UNSPECIFIED, Sign the user in again.",
            "protection_policy_required, UNSPECIFIED, Sign the user in again.",
            "client_mismatch, UNSPECIFIED, Sign the user in again.",
            "device_authentication_failed, UNSPECIFIED, Sign the user in again.",
            "no_tokens, UNSPECIFIED, Sign the user in again.",
            "something_new, UNSPECIFIED, Sign the user in again."
        })
        void whatAPersonIsNeededForIsWhatTheServerSays(
                String suberror, MsalInteractionRequiredException.Reason reason, String step) {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(1));
            flows.http.reply(400, flows.codec.write(Map.of("error", "invalid_grant", "suberror", suberror)));

            assertThatThrownBy(() -> silent(account))
                    .isInstanceOfSatisfying(
                            MsalInteractionRequiredException.class,
                            needed -> assertThat(needed.reason()).isEqualTo(reason))
                    .hasMessageEndingWith(step);
        }

        @Test
        void anotherRefreshTokenIsTriedWhenTheNewestIsRefusedAndNoneIsThrownAway() {
            Account account = signIn();
            keepAnOlderRefreshToken(account);
            flows.clock.advance(Duration.ofHours(1));
            flows.http
                    .reply(400, "{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\"}")
                    .reply(400, "{\"error\":\"invalid_grant\",\"error_description\":\"the last word\"}");

            assertThatThrownBy(() -> silent(account))
                    .isInstanceOf(MsalInteractionRequiredException.class)
                    .hasMessageContaining("the last word");
            assertThat(flows.http.requests())
                    .extracting(sent -> sent.formParameter("refresh_token").orElse("-"))
                    .containsExactly("foreign", "refresh-of-first", "older");

            flows.clock.advance(Duration.ofMinutes(2));
            flows.http
                    .reply(400, "{\"error\":\"invalid_grant\"}")
                    .reply(200, Answers.personal("second").json());
            assertThat(silent(account).accessToken()).isEqualTo("second");
        }

        @Test
        void anotherRefreshTokenIsNotTriedWhileTheServerIsInTrouble() {
            Account account = signIn();
            keepAnOlderRefreshToken(account);
            flows.clock.advance(Duration.ofHours(1));
            flows.http.reply(503, "{\"error\":\"temporarily_unavailable\"}");

            assertThatThrownBy(() -> silent(account)).isInstanceOf(MsalServiceException.class);
            assertThat(flows.http.requests()).hasSize(2);
        }

        private void keepAnOlderRefreshToken(Account account) {
            long before = flows.clock.instant().getEpochSecond() - 100;
            flows.cache.keepBeside(
                    account,
                    new AccessToken(
                            Secret.of("over"),
                            "Bearer",
                            USER_READ,
                            Flows.CLIENT_ID,
                            Answers.TENANT_ID,
                            Answers.TENANT_ID,
                            before,
                            before + 1,
                            before + 1,
                            AccessToken.NEVER),
                    Optional.empty(),
                    Optional.of(new RefreshToken(Secret.of("older"), Flows.CLIENT_ID, "another target", "", before)));
        }

        @Test
        void anOutageIsReportedAsOne() {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(1));
            flows.http.fail(new IOException("connection reset"));

            assertThatThrownBy(() -> silent(account))
                    .isInstanceOf(MsalTransportException.class)
                    .hasMessageContaining("login.microsoftonline.com");
        }

        @Test
        void oneRequestServesTwoHundredThreads() throws Exception {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(1));
            CountDownLatch released = new CountDownLatch(1);
            flows.http
                    .pauseUntil(released)
                    .reply(200, Answers.personal("second").json());
            ExecutorService pool = Executors.newFixedThreadPool(200);
            CountDownLatch started = new CountDownLatch(200);
            try {
                List<Future<AuthenticationResult>> futures = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    futures.add(pool.submit(() -> {
                        started.countDown();
                        return silent(account);
                    }));
                }
                started.await(60, TimeUnit.SECONDS);
                flows.http.awaitRequests(2, Duration.ofSeconds(10));
                released.countDown();
                for (Future<AuthenticationResult> future : futures) {
                    assertThat(future.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("second");
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(flows.http.requests()).hasSize(2);
        }
    }

    @Nested
    class WhenThePersonIsUnknown {

        @Test
        void aPersonIsNeededAndNothingIsSent() {
            Account stranger =
                    new Account("uid.utid", flows.authority.environment(), "grace@contoso.example", Map.of());

            assertThatThrownBy(() -> silent(stranger))
                    .isInstanceOfSatisfying(
                            MsalInteractionRequiredException.class,
                            needed -> assertThat(needed.reason())
                                    .isEqualTo(MsalInteractionRequiredException.Reason.NO_TOKENS))
                    .hasMessageContaining("Sign the user in");
            assertThat(flows.http.requests()).isEmpty();
        }

        @Test
        void anAccountOfAnotherProviderIsNeverSentHere() {
            Account elsewhere = new Account("uid.utid", "idp.example", "", Map.of());

            assertThatThrownBy(() -> silent(elsewhere)).isInstanceOf(MsalConfigurationException.class);
            assertThat(flows.http.requests()).isEmpty();
        }
    }

    @Nested
    class WhenThePersonSignedOut {

        @Test
        void nothingOfThemIsLeft() {
            Account account = signIn();

            flows.cache.remove(account, Flows.CLIENT_ID);

            assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
            assertThatThrownBy(() -> silent(account)).isInstanceOf(MsalInteractionRequiredException.class);
        }

        @Test
        void aRefreshThatWasUnderWayDoesNotBringThemBack() {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(1));
            flows.http.replyWith(request -> {
                flows.cache.remove(account, Flows.CLIENT_ID);
                return new io.openmsal.port.http.HttpResponse(
                        200,
                        io.openmsal.port.http.HttpHeaders.empty(),
                        Answers.personal("late").json().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            });

            silent(account);

            assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
        }
    }

    @Nested
    class WhenTheRefreshBringsSomebodyElse {

        @Test
        void nothingIsKept() {
            Account account = signIn();
            flows.clock.advance(Duration.ofHours(1));
            flows.http.reply(
                    200,
                    Answers.personal("stranger")
                            .with("client_info", Answers.base64("{\"uid\":\"mallory\",\"utid\":\"evil\"}"))
                            .json());

            assertThatThrownBy(() -> silent(account)).isInstanceOf(MsalUntrustedResponseException.class);
            assertThat(flows.cache.accounts(flows.authority.environment())).hasSize(1);
        }
    }
}
