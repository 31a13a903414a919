package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCredentialsFlowTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.example/.default");

    private final AtomicReference<String> secret = new AtomicReference<>("first-secret");
    private Flows flows = new Flows(
            EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
            ClientCredential.secret(() -> Secret.of(secret.get())));

    private AuthenticationResult acquire() {
        return acquire(CachePolicy.DEFAULT);
    }

    private AuthenticationResult acquire(CachePolicy policy) {
        return flows.clientCredentials.acquire(null, GRAPH, policy, flows::call);
    }

    @Nested
    class WhenNothingIsCached {

        @Test
        void oneRequestIsSentToTheTokenEndpointOfAKnownCloudAndNoneBefore() {
            flows.http.reply(200, Answers.own("token-1").json());

            AuthenticationResult result = acquire();

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
            assertThat(result.refreshReason()).isEqualTo(CacheRefreshReason.NO_CACHED_ACCESS_TOKEN);
            assertThat(result.account()).isEmpty();
            var sent = flows.http.onlyRequest();
            assertThat(sent.uri()).hasToString("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token");
            assertThat(sent.formParameters())
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("client_id", Flows.CLIENT_ID)
                    .containsEntry("client_secret", "first-secret")
                    .containsEntry("scope", "https://graph.example/.default");
            assertThat(sent.header("client-request-id")).contains("correlation-1");
            assertThat(sent.header("x-client-SKU")).contains("OpenMSAL.Java");
            assertThat(sent.header("x-ms-lib-capability")).contains("retry-after, h429");
        }

        @Test
        void scopesAreSentAsGivenWithoutThoseOfOpenIdConnect() {
            flows.http.reply(200, Answers.own("token-1").json());

            acquire();

            assertThat(flows.http.onlyRequest().formParameter("scope")).contains(GRAPH.toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"common", "organizations", "consumers", "Common"})
        void aWordThatStandsForManyTenantsIsRefusedBeforeAnythingIsSent(String word) {
            flows = new Flows(
                    EntraAuthority.of("https://login.microsoftonline.com/" + word),
                    ClientCredential.secret(() -> Secret.of(secret.get())));

            assertThatThrownBy(ClientCredentialsFlowTest.this::acquire)
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("missing_tenanted_authority"))
                    .hasMessageContaining("Name the tenant");
            assertThat(flows.http.requests()).isEmpty();

            flows.http.reply(200, Answers.own("contoso").json());
            assertThat(flows.clientCredentials
                            .acquire("contoso.example", GRAPH, CachePolicy.DEFAULT, flows::call)
                            .accessToken())
                    .isEqualTo("contoso");
        }

        @Test
        void anEmptySecretIsRefusedBeforeAnythingIsSent() {
            secret.set(" ");

            assertThatThrownBy(ClientCredentialsFlowTest.this::acquire)
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("client secret of client-1 is empty");
            assertThat(flows.http.requests()).isEmpty();
        }
    }

    @Nested
    class WhenATokenIsCached {

        @Test
        void itIsServedWithoutARequest() {
            flows.http.reply(200, Answers.own("token-1").json());
            acquire();

            AuthenticationResult again = acquire();

            assertThat(again.accessToken()).isEqualTo("token-1");
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(again.correlationId()).isEmpty();
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void aRotatedSecretIsUsedForTheNextRequestAndTheCacheIsKept() {
            flows.http
                    .reply(200, Answers.own("token-1").json())
                    .reply(200, Answers.own("token-2").json());
            acquire();
            secret.set("second-secret");

            assertThat(acquire().accessToken()).isEqualTo("token-1");
            flows.clock.advance(Duration.ofHours(1));
            assertThat(acquire().accessToken()).isEqualTo("token-2");
            assertThat(flows.http.lastRequest().formParameter("client_secret")).contains("second-secret");
        }

        @ParameterizedTest(name = "{0} s before expiry, {1} requests in all")
        @CsvSource({"301, 1", "300, 2", "299, 2", "0, 2", "-120, 2"})
        void itIsReplacedOnceNoMoreThanFiveMinutesAreLeft(long secondsLeft, int requests) {
            flows.http
                    .reply(200, Answers.own("token-1").json())
                    .reply(200, Answers.own("token-2").json());
            acquire();
            flows.clock.advance(Duration.ofSeconds(3600 - secondsLeft));

            acquire();

            assertThat(flows.http.requests()).hasSize(requests);
        }

        /** A clock that was two hours ahead when the token came, and one that goes two hours back and forth afterwards. */
        @ParameterizedTest
        @ValueSource(longs = {2, -2})
        void aClockThatJumpsCostsARequestAndNeverATokenThatIsOver(long hours) {
            for (int i = 1; i <= 3; i++) {
                flows.http.reply(200, Answers.own("token-" + i).json());
            }
            acquire();
            flows.clock.advance(Duration.ofHours(hours));
            assertThat(acquire().accessToken()).isEqualTo("token-2");
            assertThat(acquire().accessToken()).isEqualTo("token-2");

            flows.clock.advance(Duration.ofHours(-hours));
            assertThat(acquire().accessToken()).isEqualTo("token-3");
            assertThat(acquire().accessToken()).isEqualTo("token-3");
        }

        @ParameterizedTest(name = "a token for {0} s serves until {1} s before its expiry")
        @CsvSource({"3600, 300", "600, 300", "300, 150", "60, 30"})
        void aTokenForMinutesServesForHalfOfItsLife(long lifetime, long margin) {
            flows.http
                    .reply(
                            200,
                            Answers.own("token-1").with("expires_in", lifetime).json())
                    .reply(200, Answers.own("token-2").json());
            acquire();

            flows.clock.advance(Duration.ofSeconds(lifetime - margin - 1));
            assertThat(acquire().accessToken()).isEqualTo("token-1");
            flows.clock.advance(Duration.ofSeconds(1));
            assertThat(acquire().accessToken()).isEqualTo("token-2");
        }

        @Test
        void aLongerMinimumLifetimeReplacesItEarlier() {
            flows.http
                    .reply(200, Answers.own("token-1").json())
                    .reply(200, Answers.own("token-2").json());
            acquire();

            CachePolicy halfADay = new CachePolicy(false, RequestShape.PLAIN, MinimumLifetime.of(Duration.ofHours(12)));

            assertThat(acquire(halfADay).accessToken()).isEqualTo("token-2");
        }

        @Test
        void aClaimsChallengeAsksTheServerAndSendsTheClaims() {
            flows.http
                    .reply(200, Answers.own("token-1").json())
                    .reply(200, Answers.own("token-2").json());
            acquire();
            String challenge = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}";

            AuthenticationResult result =
                    acquire(new CachePolicy(false, RequestShape.answering(challenge), MinimumLifetime.standard()));

            assertThat(result.accessToken()).isEqualTo("token-2");
            assertThat(result.refreshReason()).isEqualTo(CacheRefreshReason.FORCE_REFRESH);
            assertThat(flows.http.lastRequest().formParameter("claims")).contains(challenge);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void aBlankChallengeIsNone(String challenge) {
            flows.http.reply(200, Answers.own("token-1").json());
            acquire();

            AuthenticationResult result =
                    acquire(new CachePolicy(false, RequestShape.answering(challenge), MinimumLifetime.standard()));

            assertThat(result.source()).isEqualTo(TokenSource.CACHE);
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void anotherTenantHasATokenOfItsOwn() {
            flows.http
                    .reply(200, Answers.own("token-1").json())
                    .reply(200, Answers.own("fabrikam").json());
            acquire();

            AuthenticationResult other =
                    flows.clientCredentials.acquire("Fabrikam.Example", GRAPH, CachePolicy.DEFAULT, flows::call);

            assertThat(other.accessToken()).isEqualTo("fabrikam");
            assertThat(flows.http.lastRequest().path()).isEqualTo("/fabrikam.example/oauth2/v2.0/token");
            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void forgettingMakesTheNextCallAskAgain() {
            flows.http
                    .reply(200, Answers.own("token-1").json())
                    .reply(200, Answers.own("token-2").json());
            acquire();

            flows.clientCredentials.forgetTokens();

            assertThat(acquire().accessToken()).isEqualTo("token-2");
        }
    }

    @Nested
    class WhenTheServerAdvisedToRenew {

        private void cacheATokenToRenewAfterAnHour() {
            flows.http.reply(
                    200,
                    Answers.own("old")
                            .with("expires_in", 7200)
                            .with("refresh_in", 3600)
                            .json());
            acquire();
            flows.clock.advance(Duration.ofSeconds(3601));
        }

        @Test
        void itIsRenewedWhileTheOldOneIsStillGood() {
            cacheATokenToRenewAfterAnHour();
            flows.http.reply(200, Answers.own("new").json());

            AuthenticationResult result = acquire();

            assertThat(result.accessToken()).isEqualTo("new");
            assertThat(result.refreshReason()).isEqualTo(CacheRefreshReason.PROACTIVE_REFRESH);
        }

        @Test
        void theOldOneSurvivesASupplierThatFailsInItsOwnWay() {
            AtomicReference<RuntimeException> outage = new AtomicReference<>();
            flows = new Flows(
                    EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
                    ClientCredential.secret(() -> {
                        if (outage.get() != null) {
                            throw outage.get();
                        }
                        return Secret.of("a-secret");
                    }));
            cacheATokenToRenewAfterAnHour();
            outage.set(new IllegalStateException("the vault is sealed"));

            assertThat(acquire().accessToken()).isEqualTo("old");

            flows.clock.advance(Duration.ofHours(1));
            assertThatThrownBy(ClientCredentialsFlowTest.this::acquire)
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("client_credential_failed"))
                    .hasMessageContaining("IllegalStateException")
                    .hasCause(outage.get());
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void theOldOneSurvivesARefusal() {
            cacheATokenToRenewAfterAnHour();
            flows.http.reply(401, Answers.error("invalid_client", "AADSTS7000222: The secret expired."));

            assertThat(acquire().accessToken()).isEqualTo("old");
        }

        @Test
        void whyItCouldNotBeRenewedIsNotedForOperatorsOnceForEachToken() {
            cacheATokenToRenewAfterAnHour();

            assertThat(failedRenewalsOfTheNextCall(401, "invalid_client"))
                    .containsExactly(
                            tuple("invalid_client", flows.clock.instant().getEpochSecond() + 3599));
            flows.clock.advance(Duration.ofSeconds(61));
            assertThat(failedRenewalsOfTheNextCall(401, "invalid_client")).isEmpty();
            assertThat(flows.http.requests()).hasSize(3);
            flows.clock.advance(Duration.ofSeconds(61));
            assertThat(failedRenewalsOfTheNextCall(400, "unauthorized_client")).hasSize(1);

            flows.clock.advance(Duration.ofSeconds(61));
            cacheATokenToRenewAfterAnHour();
            assertThat(failedRenewalsOfTheNextCall(401, "invalid_client")).hasSize(1);
        }

        private List<Tuple> failedRenewalsOfTheNextCall(int status, String error) {
            flows.http.reply(status, Answers.error(error, "AADSTS7000222: The secret expired."));
            CallContext call = flows.call();
            flows.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, () -> call);
            return call.tally().failedRenewals().stream()
                    .map(failed -> tuple(failed.failure().errorCode(), failed.expiresAt()))
                    .toList();
        }

        @Test
        void theOldOneSurvivesAnOutageWhichIsNotProbedByEveryCall() {
            cacheATokenToRenewAfterAnHour();
            flows.http.fail(new IOException("reset"));

            assertThat(acquire().accessToken()).isEqualTo("old");
            assertThat(acquire().accessToken()).isEqualTo("old");
            assertThat(flows.http.requests()).hasSize(2);

            flows.clock.advance(Duration.ofSeconds(61));
            flows.http.reply(200, Answers.own("new").json());
            assertThat(acquire().accessToken()).isEqualTo("new");
        }

        @Test
        void othersAreServedTheOldOneWhileOneCallerRenews() throws Exception {
            cacheATokenToRenewAfterAnHour();
            CountDownLatch released = new CountDownLatch(1);
            flows.http.pauseUntil(released).reply(200, Answers.own("new").json());
            ExecutorService pool = Executors.newSingleThreadExecutor();
            try {
                Future<AuthenticationResult> leader = pool.submit(() -> acquire());
                flows.http.awaitRequests(2, Duration.ofSeconds(10));

                assertThat(acquire().accessToken()).isEqualTo("old");

                released.countDown();
                assertThat(leader.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("new");
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Nested
    class WhenManyAskAtOnce {

        @Test
        void oneRequestServesTwoHundredThreadsOnAColdKey() throws Exception {
            CountDownLatch released = new CountDownLatch(1);
            flows.http.pauseUntil(released).reply(200, Answers.own("token-1").json());

            List<AuthenticationResult> results = inThreads(200, released);

            assertThat(results).extracting(AuthenticationResult::accessToken).containsOnly("token-1");
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void aFailureIsSharedByThoseWhoWaitedAndThenForgotten() throws Exception {
            CountDownLatch released = new CountDownLatch(1);
            flows.http.pauseUntil(released).reply(401, Answers.error("invalid_client", "AADSTS7000215: Wrong secret."));

            assertThatThrownBy(() -> inThreads(20, released)).hasRootCauseInstanceOf(MsalServiceException.class);

            flows.http.reply(200, Answers.own("token-1").json());
            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void aThousandThreadsSendOneRequestForEachTimeThatTheServerAsksToBeLeftAlone() throws Exception {
            CountDownLatch released = new CountDownLatch(1);
            flows.http
                    .pauseUntil(released)
                    .reply(new HttpResponse(429, HttpHeaders.empty().with("Retry-After", "17"), new byte[0]))
                    .reply(200, Answers.own("token-1").json());

            assertThatThrownBy(() -> inThreads(1_000, released)).hasRootCauseInstanceOf(MsalThrottledException.class);
            flows.clock.advance(Duration.ofSeconds(16));
            assertThatThrownBy(ClientCredentialsFlowTest.this::acquire).isInstanceOf(MsalThrottledException.class);
            assertThat(flows.http.requests()).hasSize(1);

            flows.clock.advance(Duration.ofSeconds(1));
            assertThat(acquire().accessToken()).isEqualTo("token-1");
            assertThat(flows.http.requests()).hasSize(2);
        }

        private List<AuthenticationResult> inThreads(int threads, CountDownLatch released) throws Exception {
            Set<Thread> callers = ConcurrentHashMap.newKeySet();
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<AuthenticationResult>> futures = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    futures.add(pool.submit(() -> {
                        callers.add(Thread.currentThread());
                        return acquire();
                    }));
                }
                flows.http.awaitRequests(1, Duration.ofSeconds(10));
                // a caller that came later would find the flight over, and fetch by itself
                while (callers.size() < threads || !callers.stream().allMatch(this::isWaiting)) {
                    Thread.yield();
                }
                released.countDown();
                List<AuthenticationResult> results = new ArrayList<>();
                for (Future<AuthenticationResult> future : futures) {
                    results.add(future.get(60, TimeUnit.SECONDS));
                }
                return results;
            } finally {
                pool.shutdownNow();
            }
        }

        private boolean isWaiting(Thread caller) {
            Thread.State state = caller.getState();
            return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
        }
    }

    @Nested
    class WhenTheServerRefuses {

        @Test
        void theErrorSaysWhatWasTriedWhereAndWhatToDo() {
            flows.http.reply(401, Answers.error("invalid_client", "AADSTS7000215: Invalid client secret provided."));

            assertThatThrownBy(ClientCredentialsFlowTest.this::acquire)
                    .isInstanceOfSatisfying(MsalServiceException.class, refused -> {
                        assertThat(refused.errorCode()).isEqualTo("invalid_client");
                        assertThat(refused.serviceError().status()).isEqualTo(401);
                        assertThat(refused.serviceError().codes()).contains(50076L);
                        assertThat(refused.correlationId()).contains("correlation-1");
                    })
                    .hasMessageContaining("client credentials request")
                    .hasMessageContaining("login.microsoftonline.com answered 401")
                    .hasMessageContaining("AADSTS7000215")
                    .hasMessageContaining("Check the client's secret or certificate");
        }

        @Test
        void patienceIsAskedForUntilAGivenInstant() {
            flows.http.reply(new HttpResponse(
                    429, HttpHeaders.empty().with("Retry-After", "17"), "<html>".getBytes(StandardCharsets.UTF_8)));

            assertThatThrownBy(ClientCredentialsFlowTest.this::acquire)
                    .isInstanceOfSatisfying(
                            MsalThrottledException.class,
                            throttled -> assertThat(throttled.retryAt())
                                    .isEqualTo(flows.clock.instant().plusSeconds(17)));
        }
    }
}
