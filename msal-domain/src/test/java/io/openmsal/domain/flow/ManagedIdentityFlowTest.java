package io.openmsal.domain.flow;

import static io.openmsal.domain.managedidentity.AzureHost.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.cache.AppKey;
import io.openmsal.domain.cache.CacheBounds;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.domain.managedidentity.AppServiceSource;
import io.openmsal.domain.managedidentity.AzureHost;
import io.openmsal.domain.managedidentity.ImdsSource;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.ServiceFabricSource;
import io.openmsal.domain.managedidentity.SourceCall;
import io.openmsal.domain.managedidentity.SourceRequest;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.domain.managedidentity.SourceToken;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.store.FakeTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManagedIdentityFlowTest {

    private static final CachePolicy CLAIMS =
            new CachePolicy(false, RequestShape.answering("{\"access_token\":{}}"), MinimumLifetime.standard());

    private static final CachePolicy FORCED = new CachePolicy(true, RequestShape.PLAIN, MinimumLifetime.standard());

    private final AzureHost host = new AzureHost(AzureHost.appService());
    private final TokenCache tokens = TokenCache.inProcess(host.clock, host.events::add);
    private final ManagedIdentityCache cache = new ManagedIdentityCache(tokens, host.clock);
    private final ManagedIdentityFlow flow = flowOf(ManagedIdentityId.systemAssigned());

    private ManagedIdentityFlow flowOf(ManagedIdentityId id) {
        return new ManagedIdentityFlow(
                id, List.of("cp1"), SourceSelection.named(new AppServiceSource()), host.exchange, cache, host.clock);
    }

    private AuthenticationResult acquire() {
        return flow.acquire(RESOURCE, CachePolicy.DEFAULT, host::context);
    }

    private static String longLived(String token) {
        return "{\"access_token\":\"" + token + "\",\"expires_in\":86400}";
    }

    @Test
    void theHostIsAskedOnceAndTheCacheServesAfterwards() {
        host.http.reply(200, AzureHost.token("token-1"));

        AuthenticationResult first = acquire();
        AuthenticationResult second = acquire();

        assertThat(first.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(first.correlationId()).contains("correlation-1");
        assertThat(second.source()).isEqualTo(TokenSource.CACHE);
        assertThat(second.accessToken()).isEqualTo("token-1");
        assertThat(host.http.requests()).hasSize(1);
    }

    @Test
    void tokensAreKeptUnderTheNamesOfTheOtherMsals() {
        host.http.reply(200, AzureHost.token("own")).reply(200, AzureHost.token("assigned"));
        acquire();
        flowOf(ManagedIdentityId.userAssignedClientId("client-7"))
                .acquire(RESOURCE, CachePolicy.DEFAULT, host::context);

        assertThat(tokenUnder("system_assigned_managed_identity")).isEqualTo("own");
        assertThat(tokenUnder("client-7")).isEqualTo("assigned");
    }

    private String tokenUnder(String clientId) {
        return tokens.find(
                        new AppKey(clientId, "localhost"),
                        "managed_identity",
                        Scopes.requested(RESOURCE),
                        TokenKind.BEARER,
                        host.clock.instant().getEpochSecond(),
                        MinimumLifetime.of(Duration.ZERO))
                .secret()
                .reveal();
    }

    @Test
    void aScopeIsTakenForItsResource() {
        host.http.reply(200, AzureHost.token("token-1"));

        flow.acquire(RESOURCE + "/.default", CachePolicy.DEFAULT, host::context);

        assertThat(host.http.onlyRequest().queryParameter("resource")).contains(RESOURCE);
        assertThat(acquire().source()).isEqualTo(TokenSource.CACHE);
    }

    @Test
    void noResourceIsRefused() {
        assertThatThrownBy(() -> flow.acquire(" ", CachePolicy.DEFAULT, host::context))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("https://vault.azure.net");
    }

    @Test
    void nothingIsKeptOfABadAnswer() {
        host.http
                .reply(200, "{\"access_token\":\"bad\",\"expires_on\":\"tomorrow\"}")
                .reply(200, AzureHost.token("good"));

        assertThatThrownBy(this::acquire).isInstanceOf(MsalException.class);

        assertThat(acquire().accessToken()).isEqualTo("good");
    }

    @Nested
    class WhenHalfOfALongLifeIsOver {

        @Test
        void theTokenIsRenewedAndTheOldOneSurvivesAFailure() {
            host.http.reply(200, longLived("old"));
            acquire();
            host.clock.advance(Duration.ofHours(12).plusSeconds(1));
            for (int i = 0; i < 4; i++) {
                host.http.reply(503, "{}");
            }

            assertThat(acquire().accessToken()).isEqualTo("old");
            assertThat(acquire().accessToken()).isEqualTo("old");
            assertThat(host.http.requests()).hasSize(5);

            host.clock.advance(Duration.ofSeconds(61));
            host.http.reply(200, longLived("new"));
            AuthenticationResult renewed = acquire();
            assertThat(renewed.accessToken()).isEqualTo("new");
            assertThat(renewed.refreshReason()).isEqualTo(CacheRefreshReason.PROACTIVE_REFRESH);
        }
    }

    @Nested
    class WhenTheHostWantsToBeLeftAlone {

        private void busyFor(int seconds) {
            host.http.reply(new HttpResponse(
                    429, HttpHeaders.empty().with("Retry-After", String.valueOf(seconds)), new byte[0]));
        }

        private MsalThrottledException heldBack(ManagedIdentityFlow asking) {
            MsalThrottledException refused = catchThrowableOfType(
                    MsalThrottledException.class, () -> asking.acquire(RESOURCE, CachePolicy.DEFAULT, host::context));
            assertThat(refused).isNotNull();
            return refused;
        }

        @Test
        void itIsNotAskedTheSameBeforeThatTimeIsOver() {
            busyFor(120);
            Instant until = host.clock.instant().plusSeconds(120);
            heldBack(flow);

            host.clock.advance(Duration.ofSeconds(119));
            MsalThrottledException refused = heldBack(flow);

            assertThat(host.http.requests()).hasSize(1);
            assertThat(refused.retryAt()).isEqualTo(until);
            assertThat(refused.rule()).isEqualTo(ThrottlingRule.RETRY_AFTER);
            assertThat(refused.serviceError().heldBack()).contains(new HeldBack(until, ThrottlingRule.RETRY_AFTER));
            assertThat(refused)
                    .hasMessageContainingAll("App Service", "was not sent", until.toString(), "Retry-After")
                    .hasMessageNotContaining("canary");

            host.clock.advance(Duration.ofSeconds(1));
            host.http.reply(200, AzureHost.token("token-1"));
            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void aForcedRefreshIsHeldBackToo() {
            busyFor(120);
            heldBack(flow);

            assertThatThrownBy(() -> flow.acquire(RESOURCE, FORCED, host::context))
                    .isInstanceOf(MsalThrottledException.class);
            assertThat(host.http.requests()).hasSize(1);
        }

        @Test
        void anAnswerToAClaimsChallengeIsTheSameQuestion() {
            host.http.reply(200, AzureHost.token("token-1"));
            acquire();
            busyFor(120);
            assertThatThrownBy(() -> flow.acquire(RESOURCE, FORCED, host::context))
                    .isInstanceOf(MsalThrottledException.class);

            assertThatThrownBy(() -> flow.acquire(RESOURCE, CLAIMS, host::context))
                    .isInstanceOf(MsalThrottledException.class)
                    .hasMessageContaining("was not sent");
            assertThat(host.http.requests()).hasSize(2);
        }

        @Test
        void anApplicationOfOtherCapabilitiesAsksTheSameQuestion() {
            busyFor(120);
            heldBack(flow);

            heldBack(new ManagedIdentityFlow(
                    ManagedIdentityId.systemAssigned(),
                    List.of(),
                    SourceSelection.named(new AppServiceSource()),
                    host.exchange,
                    cache,
                    host.clock));

            assertThat(host.http.requests()).hasSize(1);
        }

        @Test
        void anotherIdentityAndAnotherResourceAreOtherQuestions() {
            busyFor(120);
            heldBack(flow);
            host.http.reply(200, AzureHost.token("assigned")).reply(200, AzureHost.token("storage"));

            flowOf(ManagedIdentityId.userAssignedClientId("client-7"))
                    .acquire(RESOURCE, CachePolicy.DEFAULT, host::context);
            flow.acquire("https://storage.azure.com", CachePolicy.DEFAULT, host::context);

            assertThat(host.http.requests()).hasSize(3);
        }

        @Test
        void whoeverSharesTheCacheLeavesItAloneToo() {
            busyFor(120);
            heldBack(flow);

            heldBack(flowOf(ManagedIdentityId.systemAssigned()));

            assertThat(host.http.requests()).hasSize(1);
        }

        @Test
        void fiveSecondsAreLeftToAHostThatIsInTroubleAfterAllTries() {
            for (int i = 0; i < 4; i++) {
                host.http.reply(503, "{}");
            }
            assertThatThrownBy(ManagedIdentityFlowTest.this::acquire).isInstanceOf(MsalServiceException.class);

            host.clock.advance(Duration.ofSeconds(4));
            assertThat(heldBack(flow).rule()).isEqualTo(ThrottlingRule.SERVER_BUSY);
            assertThat(host.http.requests()).hasSize(4);

            host.clock.advance(Duration.ofSeconds(1));
            host.http.reply(200, AzureHost.token("token-1"));
            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void soMuchIsLeftToOneWhoseUpdateLastsLongerThanIsWaited() {
            AzureHost machine = new AzureHost(AzureHost.virtualMachine());
            ManagedIdentityFlow there = new ManagedIdentityFlow(
                    ManagedIdentityId.systemAssigned(),
                    List.of(),
                    SourceSelection.named(new ImdsSource()),
                    machine.exchange,
                    ManagedIdentityCache.inProcess(machine.clock),
                    machine.clock);
            machine.http.when(request -> true).reply(410, "{}");
            assertThatThrownBy(() -> there.acquire(RESOURCE, CachePolicy.DEFAULT, machine::context))
                    .isInstanceOf(MsalServiceException.class);
            int sent = machine.http.requests().size();

            assertThatThrownBy(() -> there.acquire(RESOURCE, CachePolicy.DEFAULT, machine::context))
                    .isInstanceOf(MsalThrottledException.class)
                    .hasMessageContaining("was not sent");
            assertThat(machine.http.requests()).hasSize(sent);
        }

        @Test
        void aRefusalIsNoWishToBeLeftAlone() {
            host.http.reply(400, "{}").reply(200, AzureHost.token("token-1"));

            assertThatThrownBy(ManagedIdentityFlowTest.this::acquire).isInstanceOf(MsalServiceException.class);

            assertThat(acquire().accessToken()).isEqualTo("token-1");
        }

        @Test
        void aThousandWishesAreRememberedAndNotMore() {
            host.http
                    .when(request -> true)
                    .reply(new HttpResponse(429, HttpHeaders.empty().with("Retry-After", "3000"), new byte[0]));
            for (int i = 0; i < 1025; i++) {
                String resource = "https://api-" + i + ".example";
                assertThatThrownBy(() -> flow.acquire(resource, CachePolicy.DEFAULT, host::context))
                        .isInstanceOf(MsalThrottledException.class);
                host.clock.advance(Duration.ofMillis(1));
            }
            assertThat(host.http.requests()).hasSize(1025);

            assertThatThrownBy(() -> flow.acquire("https://api-1024.example", CachePolicy.DEFAULT, host::context))
                    .isInstanceOf(MsalThrottledException.class);
            assertThat(host.http.requests()).hasSize(1025);
            assertThatThrownBy(() -> flow.acquire("https://api-0.example", CachePolicy.DEFAULT, host::context))
                    .isInstanceOf(MsalThrottledException.class);
            assertThat(host.http.requests()).hasSize(1026);
        }
    }

    @Nested
    class WhenAWebApiRejectedTheToken {

        private final AzureHost fabric = new AzureHost(AzureHost.serviceFabric());
        private final ManagedIdentityFlow onFabric = new ManagedIdentityFlow(
                ManagedIdentityId.systemAssigned(),
                List.of("cp1", "cp2"),
                SourceSelection.named(new ServiceFabricSource()),
                fabric.exchange,
                ManagedIdentityCache.inProcess(fabric.clock),
                fabric.clock);

        @Test
        void serviceFabricIsToldWhichByItsHash() {
            fabric.http.reply(200, AzureHost.token("token-1")).reply(200, AzureHost.token("token-2"));
            onFabric.acquire(RESOURCE, CachePolicy.DEFAULT, fabric::context);

            AuthenticationResult result = onFabric.acquire(RESOURCE, CLAIMS, fabric::context);

            assertThat(result.accessToken()).isEqualTo("token-2");
            assertThat(fabric.http.requests().get(0).queryParameters())
                    .containsEntry("xms_cc", "cp1,cp2")
                    .doesNotContainKey("token_sha256_to_refresh");
            assertThat(fabric.http.lastRequest().queryParameters())
                    .containsEntry(
                            "token_sha256_to_refresh",
                            "3f08aace122ee2368432c1ca23a049bc640bafbf00fdf33a52429f38ba12dbf9")
                    .containsEntry("xms_cc", "cp1,cp2");
            assertThat(onFabric.acquire(RESOURCE, CachePolicy.DEFAULT, fabric::context)
                            .accessToken())
                    .isEqualTo("token-2");
        }

        @Test
        void withoutACachedTokenThereIsNoHash() {
            fabric.http.reply(200, AzureHost.token("token-1"));

            onFabric.acquire(RESOURCE, CLAIMS, fabric::context);

            assertThat(fabric.http.onlyRequest().queryParameter("token_sha256_to_refresh"))
                    .isEmpty();
        }

        @Test
        void otherHostsAreAskedAnewAndToldNothing() {
            host.http.reply(200, AzureHost.token("token-1")).reply(200, AzureHost.token("token-2"));
            acquire();

            assertThat(flow.acquire(RESOURCE, CLAIMS, host::context).accessToken())
                    .isEqualTo("token-2");
            assertThat(host.http.lastRequest().queryParameters()).containsOnlyKeys("api-version", "resource");
        }
    }

    @Nested
    class WhenTheHostIsAClassOfTheApplicationsOwn {

        private final OwnHost own = new OwnHost();
        private final ManagedIdentityFlow onOwn = new ManagedIdentityFlow(
                ManagedIdentityId.systemAssigned(),
                List.of(),
                SourceSelection.detected(List.of(own)),
                host.exchange,
                cache,
                host.clock);

        private AuthenticationResult acquireThere() {
            return onOwn.acquire(RESOURCE, CachePolicy.DEFAULT, host::context);
        }

        @Test
        void whatItThrowsIsATypedFailureOfTheCall() {
            IllegalStateException failure = new IllegalStateException("canary");
            own.next = () -> {
                throw failure;
            };

            assertThatThrownBy(this::acquireThere)
                    .isInstanceOfSatisfying(MsalConfigurationException.class, typed -> {
                        assertThat(typed.errorCode()).isEqualTo("managed_identity_source_failed");
                        assertThat(typed.correlationId()).contains("correlation-1");
                    })
                    .hasMessageContainingAll("Contoso Edge", "IllegalStateException")
                    .hasMessageNotContaining("canary")
                    .hasCause(failure);
        }

        @Test
        void whatItThrowsWhileItIsLookedForIsOneToo() {
            own.signs = () -> {
                throw new IllegalStateException("canary");
            };

            assertThatThrownBy(this::acquireThere)
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContainingAll("The search for the host", "IllegalStateException")
                    .hasMessageNotContaining("canary");
        }

        @Test
        void aGoodTokenServesOnWhenItCannotBeRenewed() {
            own.next = () -> SourceToken.of(Secret.of("good"), "Bearer", 86400);
            acquireThere();
            host.clock.advance(Duration.ofHours(13));

            own.next = () -> {
                throw new IllegalStateException("the gateway is being updated");
            };
            assertThat(acquireThere().accessToken()).isEqualTo("good");

            host.clock.advance(Duration.ofMinutes(2));
            own.signs = own.next::get;
            assertThat(acquireThere().accessToken()).isEqualTo("good");
        }

        static Stream<Arguments> nonsense() {
            Secret secret = Secret.of("canary");
            return Stream.of(
                    Arguments.of("no token", null),
                    Arguments.of("no token", SourceToken.of(Secret.of(" "), "Bearer", 3600)),
                    Arguments.of("whose lifetime is -5 seconds", SourceToken.of(secret, "Bearer", -5)),
                    Arguments.of("whose lifetime is 0 seconds", SourceToken.of(secret, "Bearer", 0)),
                    Arguments.of(
                            "whose lifetime is 1893456000000 seconds",
                            SourceToken.of(secret, "Bearer", 1_893_456_000_000L)),
                    Arguments.of(
                            "whose lifetime is 9223372036854775807 seconds",
                            SourceToken.of(secret, "Bearer", Long.MAX_VALUE)),
                    Arguments.of(
                            "is to be renewed after -1", new SourceToken(secret, "Bearer", 3600, Optional.of(-1L))),
                    Arguments.of(
                            "is to be renewed after 3600",
                            new SourceToken(secret, "Bearer", 3600, Optional.of(3600L))));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("nonsense")
        void aTokenThatMakesNoSenseIsRefusedAndNotKept(String what, @Nullable SourceToken token) {
            own.next = () -> token;

            assertThatThrownBy(this::acquireThere)
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("managed_identity_senseless_token"))
                    .hasMessageContainingAll("Contoso Edge", what, "nothing was kept")
                    .hasMessageNotContaining("canary");

            own.next = () -> SourceToken.of(Secret.of("good"), "Bearer", 3600);
            assertThat(acquireThere().source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }

        @Test
        void aGoodTokenServesOnWhenTheNextMakesNoSense() {
            own.next = () -> SourceToken.of(Secret.of("good"), "Bearer", 86400);
            acquireThere();
            host.clock.advance(Duration.ofHours(13));

            own.next = () -> SourceToken.of(Secret.of("bad"), "Bearer", -5);

            assertThat(acquireThere().accessToken()).isEqualTo("good");
        }

        private static final class OwnHost implements ManagedIdentitySource {

            private Supplier<SourceToken> next = () -> SourceToken.of(Secret.of("edge"), "Bearer", 3600);
            private Runnable signs = () -> {};

            @Override
            public String name() {
                return "Contoso Edge";
            }

            @Override
            public SourceSigns signsIn(Environment environment) {
                signs.run();
                return new SourceSigns(List.of("CONTOSO_EDGE"), List.of());
            }

            @Override
            public SourceToken token(SourceRequest request, SourceCall call) {
                return next.get();
            }
        }
    }

    @Nested
    class WhenTheHostsOfSeveralMachinesShareAStore {

        private final FakeTokenStore store = new FakeTokenStore();
        private final Machine one = new Machine("of-one-machine");
        private final Machine another = new Machine("of-another-machine");

        private final class Machine {

            private final AzureHost host = new AzureHost(AzureHost.appService());
            private final TokenCache stored = TokenCache.backedBy(
                    store,
                    new GsonJsonCodec(),
                    host.clock,
                    host.sleeper,
                    host.events::add,
                    CacheBounds.STANDARD,
                    StoreOptions.perPartition().oneRenewalAmongNodes());
            private final ManagedIdentityCache cache = new ManagedIdentityCache(stored, host.clock);

            Machine(String token) {
                host.http.reply(200, AzureHost.token(token));
            }

            private AuthenticationResult acquire(ManagedIdentityId id) {
                return new ManagedIdentityFlow(
                                id,
                                List.of(),
                                SourceSelection.named(new AppServiceSource()),
                                host.exchange,
                                cache,
                                host.clock)
                        .acquire(RESOURCE, CachePolicy.DEFAULT, host::context);
            }
        }

        @Test
        void eachMachineGetsTheTokenOfItsOwnSystemAssignedIdentityAndTheStoreNone() throws Exception {
            assertThat(one.acquire(ManagedIdentityId.systemAssigned()).accessToken())
                    .isEqualTo("of-one-machine");
            assertThat(another.acquire(ManagedIdentityId.systemAssigned()).accessToken())
                    .isEqualTo("of-another-machine");

            assertThat(one.acquire(ManagedIdentityId.systemAssigned()).accessToken())
                    .as("from the cache of the process")
                    .isEqualTo("of-one-machine");
            assertThat(store.partitions()).as("no token and no lease").isEmpty();
        }

        @Test
        void oneThatWasStoredOnceServesNobody() {
            long now = one.host.clock.instant().getEpochSecond();
            Scopes scopes = Scopes.requested(RESOURCE);
            AccessToken earlier = new AccessToken(
                    Secret.of("of-a-third-machine"),
                    "Bearer",
                    scopes,
                    "system_assigned_managed_identity",
                    "managed_identity",
                    "managed_identity",
                    now,
                    now + 3600,
                    now + 3600,
                    AccessToken.NEVER);
            another.stored.keep(new AppKey("system_assigned_managed_identity", "localhost"), earlier, scopes);

            assertThat(one.acquire(ManagedIdentityId.systemAssigned()).accessToken())
                    .isEqualTo("of-one-machine");
        }

        @Test
        void anIdentityWhoseIdSaysWhichItIsHasOneTokenForAll() {
            ManagedIdentityId assigned = ManagedIdentityId.userAssignedClientId("client-7");
            one.acquire(assigned);

            AuthenticationResult result = another.acquire(assigned);

            assertThat(result.accessToken()).isEqualTo("of-one-machine");
            assertThat(result.source()).isEqualTo(TokenSource.CACHE);
            assertThat(another.host.http.requests()).isEmpty();
        }
    }

    @Test
    void fiveHundredCallersOfSeveralApplicationsMakeOneRequest() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        host.http.pauseUntil(released).reply(200, AzureHost.token("token-1"));
        List<ManagedIdentityFlow> applications =
                List.of(flow, flowOf(ManagedIdentityId.systemAssigned()), flowOf(ManagedIdentityId.systemAssigned()));
        int callers = 500;
        CountDownLatch started = new CountDownLatch(callers);
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            List<Future<AuthenticationResult>> results = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                ManagedIdentityFlow application = applications.get(i % applications.size());
                results.add(pool.submit(() -> {
                    started.countDown();
                    return application.acquire(RESOURCE, CachePolicy.DEFAULT, host::context);
                }));
            }
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            host.http.awaitRequests(1, Duration.ofSeconds(10));
            released.countDown();
            for (Future<AuthenticationResult> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS).accessToken()).isEqualTo("token-1");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(host.http.requests()).hasSize(1);
    }
}
