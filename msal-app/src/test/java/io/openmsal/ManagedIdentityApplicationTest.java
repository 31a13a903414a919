package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkHttpTransport;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.managedidentity.AppServiceSource;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceCall;
import io.openmsal.domain.managedidentity.SourceRefusal;
import io.openmsal.domain.managedidentity.SourceRequest;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.domain.managedidentity.SourceToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.http.LoopbackServer;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedIdentityApplicationTest {

    private static final String VAULT = "https://vault.azure.net";

    private final TestClock clock = new TestClock();
    private final FakeSleeper sleeper = new FakeSleeper(clock);
    private final FakeHttpTransport http = new FakeHttpTransport();
    private final FakeEnvironment appService = new FakeEnvironment()
            .withVariable("IDENTITY_ENDPOINT", "http://127.0.0.1:41056/msi/token")
            .withVariable("IDENTITY_HEADER", "canary");

    private Adapters adapters() {
        return Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                .withTransport(http)
                .withClock(clock, sleeper)
                .withEnvironment(appService);
    }

    private ManagedIdentityApplicationBuilder builder() {
        return ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .adapters(adapters());
    }

    private static String token(String value) {
        return "{\"access_token\":\"" + value + "\",\"expires_in\":3600,\"expires_on\":4102444800}";
    }

    @Test
    void aHostThatAskedForPatienceIsLeftAloneUnlessTheApplicationWishesOtherwise() {
        ManagedIdentityCache shared = ManagedIdentityCache.inProcess(clock);
        ManagedIdentityApplication patient = builder().cache(shared).build();
        ManagedIdentityApplication impatient =
                builder().cache(shared).noThrottling().build();
        http.reply(new HttpResponse(429, HttpHeaders.empty().with("Retry-After", "3000"), new byte[0]))
                .reply(200, token("token-1"));
        assertThatThrownBy(() -> patient.acquireTokenForManagedIdentity(VAULT).execute())
                .isInstanceOf(MsalThrottledException.class);
        assertThatThrownBy(() -> patient.acquireTokenForManagedIdentity(VAULT).execute())
                .isInstanceOf(MsalThrottledException.class);
        assertThat(http.requests()).hasSize(1);

        assertThat(impatient.acquireTokenForManagedIdentity(VAULT).execute().accessToken())
                .isEqualTo("token-1");

        assertThat(patient.acquireTokenForManagedIdentity(VAULT).execute().source())
                .as("what was got serves everybody")
                .isEqualTo(TokenSource.CACHE);
    }

    @Test
    void theHostIsDetectedAndItsTokenIsKept() {
        http.reply(200, token("token-1"));
        ManagedIdentityApplication app = builder().build();

        AuthenticationResult result =
                app.acquireTokenForManagedIdentity(VAULT).correlationId("id-1").execute();

        assertThat(result.authorizationHeader()).isEqualTo("Bearer token-1");
        assertThat(result.correlationId()).contains("id-1");
        assertThat(app.acquireTokenForManagedIdentity(VAULT).execute().source()).isEqualTo(TokenSource.CACHE);
        assertThat(app.acquireTokenForManagedIdentity(VAULT).executeAsync(Runnable::run))
                .isCompletedWithValueMatching(same -> same.accessToken().equals("token-1"));
    }

    @Test
    void aNewTokenIsFetchedWhenAskedFor() {
        http.reply(200, token("token-1")).reply(200, token("token-2")).reply(200, token("token-3"));
        ManagedIdentityApplication app = builder().build();
        app.acquireTokenForManagedIdentity(VAULT).execute();

        assertThat(app.acquireTokenForManagedIdentity(VAULT)
                        .forceRefresh()
                        .execute()
                        .accessToken())
                .isEqualTo("token-2");
        assertThat(app.acquireTokenForManagedIdentity(VAULT)
                        .minimumLifetime(Duration.ofHours(2))
                        .execute()
                        .accessToken())
                .isEqualTo("token-3");
    }

    @Test
    void ninetySecondsAreEnoughForAnUpdateOfTheMetadataService() {
        appService.withoutVariable("IDENTITY_ENDPOINT");
        http.reply(400, "{}");
        for (int i = 0; i < 7; i++) {
            http.reply(410, "{}");
        }
        http.reply(200, token("token-1"));

        assertThat(builder()
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute()
                        .accessToken())
                .isEqualTo("token-1");
        assertThat(Duration.between(TestClock.START, clock.instant()))
                .isBetween(Duration.ofSeconds(70), Duration.ofSeconds(77));
    }

    @Test
    void aCallersOwnTimeoutWins() {
        appService.withoutVariable("IDENTITY_ENDPOINT");
        http.reply(400, "{}").reply(410, "{}");

        assertThatThrownBy(() -> builder()
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .timeout(Duration.ofSeconds(5))
                        .execute())
                .isInstanceOf(MsalException.class);
        assertThat(sleeper.durations()).isEmpty();
    }

    @Test
    void applicationsThatShareACacheShareTokensAndOthersDoNot() {
        http.reply(200, token("token-1")).reply(200, token("token-2"));
        ManagedIdentityCache shared = ManagedIdentityCache.inProcess(clock);
        builder().cache(shared).build().acquireTokenForManagedIdentity(VAULT).execute();

        assertThat(builder()
                        .cache(shared)
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute()
                        .accessToken())
                .isEqualTo("token-1");
        assertThat(builder()
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute()
                        .accessToken())
                .isEqualTo("token-2");
    }

    @Test
    void aStoreKeepsTokensOfAnAssignedIdentityBeyondTheApplication() {
        http.reply(200, token("token-1"));
        MemoryTokenStore store = new MemoryTokenStore();
        ManagedIdentityId assigned = ManagedIdentityId.userAssignedClientId("client-7");
        storingIn(store, assigned).acquireTokenForManagedIdentity(VAULT).execute();

        assertThat(storingIn(store, assigned)
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute()
                        .source())
                .isEqualTo(TokenSource.CACHE);
    }

    @Test
    void aStoreHoldsNothingOfTheIdentityThatIsCalledTheSameOnEveryMachine() {
        http.reply(200, token("of-one-machine")).reply(200, token("of-another-machine"));
        MemoryTokenStore store = new MemoryTokenStore();
        ManagedIdentityId own = ManagedIdentityId.systemAssigned();
        storingIn(store, own).acquireTokenForManagedIdentity(VAULT).execute();

        assertThat(storingIn(store, own)
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute()
                        .accessToken())
                .isEqualTo("of-another-machine");
        assertThat(store.partitions()).isEmpty();
    }

    private ManagedIdentityApplication storingIn(MemoryTokenStore store, ManagedIdentityId id) {
        return ManagedIdentityApplication.builder(id)
                .adapters(adapters())
                .tokenStore(store)
                .build();
    }

    @Test
    void theChoiceOfTheHostExplainsItselfWithoutValues() {
        assertThat(builder().build().explain())
                .contains("App Service: seen IDENTITY_ENDPOINT and IDENTITY_HEADER, missing nothing")
                .contains("So this is taken for App Service.")
                .doesNotContain("canary", "41056");
        assertThat(builder().source(new AppServiceSource()).build().explain()).contains("named by the application");
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void theHostIsFoundWithoutAskingItForAnything() {
        assertThat(builder().build().acquireTokenForManagedIdentity(VAULT).findSource())
                .isEqualTo("App Service");
        assertThat(http.requests()).isEmpty();
    }

    @Test
    void aHostOfTheCallersOwnHasItsRefusalsReadLikeAzures() {
        ManagedIdentitySource own = new ManagedIdentitySource() {
            @Override
            public String name() {
                return "Contoso Edge";
            }

            @Override
            public SourceSigns signsIn(Environment environment) {
                return new SourceSigns(List.of("CONTOSO_EDGE"), List.of());
            }

            @Override
            public SourceToken token(SourceRequest request, SourceCall call) {
                ServerReply reply = call.sendOnce(
                        HttpRequest.get(URI.create("http://127.0.0.1:41057/token")), Duration.ofSeconds(1));
                return call.tokenIn(reply, SourceRefusal::inAnyShape);
            }
        };
        http.reply(403, "{\"error\":{\"code\":\"not_allowed\",\"message\":\"not from this port\"}}");

        assertThatThrownBy(() -> builder()
                        .source(own)
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute())
                .isInstanceOf(MsalServiceException.class)
                .hasFieldOrPropertyWithValue("errorCode", "not_allowed")
                .hasMessageContaining("not from this port");
    }

    @Test
    void aHostOfTheCallersOwnIsLookedForBeforeThoseOfAzure() {
        ManagedIdentitySource own = new ManagedIdentitySource() {
            @Override
            public String name() {
                return "Contoso Edge";
            }

            @Override
            public SourceSigns signsIn(Environment environment) {
                return SourceSigns.variables(environment, "CONTOSO_EDGE_TOKEN");
            }

            @Override
            public SourceToken token(SourceRequest request, SourceCall call) {
                return SourceToken.of(Secret.of("edge-token"), "Bearer", 3600);
            }
        };
        http.reply(200, token("token-1"));

        assertThat(builder()
                        .alsoLookFor(own)
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute()
                        .accessToken())
                .as("without its variable")
                .isEqualTo("token-1");
        appService.withVariable("CONTOSO_EDGE_TOKEN", "set");
        assertThat(builder()
                        .alsoLookFor(own)
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute()
                        .accessToken())
                .isEqualTo("edge-token");
    }

    @Test
    void offAzureItFailsWithinOneAndAHalfSecondsAndSaysWhatWasSeen() throws Exception {
        try (LoopbackServer silent = LoopbackServer.start((request, reply) -> reply.silence());
                JdkHttpTransport jdk = new JdkHttpTransport(HttpSettings.defaults())) {
            ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                    .adapters(Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                            .withTransport(request -> jdk.send(HttpRequest.get(silent.uri("/"))
                                    .within(request.deadline(), request.cancellation())))
                            .withEnvironment(new FakeEnvironment().withVariable("IDENTITY_ENDPOINT", "")))
                    .build();
            long started = System.nanoTime();

            assertThatThrownBy(() -> app.acquireTokenForManagedIdentity(VAULT).execute())
                    .isInstanceOf(MsalTransportException.class)
                    .hasMessageContainingAll(
                            "no answer from 169.254.169.254 within 1000 ms", "IDENTITY_ENDPOINT (set, but empty)");

            // long before the transport itself would have given up
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started))
                    .isLessThan(10);
        }
    }

    @Test
    void serviceFabricIsToldWhichTokenAWebApiRejectedAndWhatTheApplicationUnderstands() {
        FakeEnvironment fabric = new FakeEnvironment()
                .withVariable("IDENTITY_ENDPOINT", "https://10.0.0.4:2377/metadata/identity/oauth2/token")
                .withVariable("IDENTITY_HEADER", "canary")
                .withVariable("IDENTITY_SERVER_THUMBPRINT", "aabbcc0123456789aabbcc0123456789aabbcc01");
        http.reply(200, token("token-1")).reply(200, token("token-2"));
        ManagedIdentityApplication app = builder()
                .adapters(adapters().withEnvironment(fabric))
                .pinnedTransports(thumbprint -> http)
                .clientCapabilities("cp1", "cp2")
                .build();
        app.acquireTokenForManagedIdentity(VAULT).execute();

        assertThat(app.acquireTokenForManagedIdentity(VAULT)
                        .claims("{\"access_token\":{\"nbf\":{\"essential\":true}}}")
                        .execute()
                        .accessToken())
                .isEqualTo("token-2");

        assertThat(http.requests().get(0).queryParameters())
                .containsEntry("xms_cc", "cp1,cp2")
                .doesNotContainKey("token_sha256_to_refresh");
        assertThat(http.lastRequest().queryParameters())
                .containsEntry("xms_cc", "cp1,cp2")
                .containsEntry(
                        "token_sha256_to_refresh", "3f08aace122ee2368432c1ca23a049bc640bafbf00fdf33a52429f38ba12dbf9");
        assertThat(app.acquireTokenForManagedIdentity(VAULT).execute().accessToken())
                .isEqualTo("token-2");
    }

    @Test
    void withATransportOfTheCallersOwnServiceFabricIsNotSpokenToBehindItsBack() {
        FakeEnvironment fabric = new FakeEnvironment()
                .withVariable("IDENTITY_ENDPOINT", "https://10.0.0.4:2377/metadata/identity/oauth2/token")
                .withVariable("IDENTITY_HEADER", "canary")
                .withVariable("IDENTITY_SERVER_THUMBPRINT", "aabbcc0123456789aabbcc0123456789aabbcc01");
        ManagedIdentityApplicationBuilder onFabric = ManagedIdentityApplication.builder(
                        ManagedIdentityId.systemAssigned())
                .adapters(adapters().withEnvironment(fabric));

        assertThatThrownBy(() ->
                        onFabric.build().acquireTokenForManagedIdentity(VAULT).execute())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("PinnedTransports");

        http.reply(200, token("token-1"));
        assertThat(onFabric.pinnedTransports(thumbprint -> http)
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .execute()
                        .accessToken())
                .isEqualTo("token-1");
    }

    @Test
    void optionsThatExcludeEachOtherAreRefusedInWords() {
        refused(builder().transport(http), "transport(...)", "adapters(...)");
        refused(builder().events(EventSink.none()), "events(...)", "adapters(...)");
        refused(builder().http(HttpSettings.defaults()), "http(...)", "adapters(...)");
        refused(
                ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                        .transport(http)
                        .http(HttpSettings.defaults()),
                "http(...)",
                "transport(...)");
        refused(
                builder().source(new AppServiceSource()).alsoLookFor(new AppServiceSource()),
                "alsoLookFor(...)",
                "source(...)");
        refused(
                builder().cache(ManagedIdentityCache.inProcess()).tokenStore(new MemoryTokenStore()),
                "tokenStore(...)",
                "cache(...)");
        assertThatThrownBy(() -> builder().timeout(Duration.ZERO)).isInstanceOf(MsalConfigurationException.class);
        assertThatThrownBy(() -> ManagedIdentityId.userAssignedClientId(" "))
                .isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void aCapabilityWithoutANameIsRefused() {
        String[] none = {"cp1", null};

        assertThatThrownBy(() -> builder().clientCapabilities("cp1", "")).hasMessageContaining("capability is empty");
        assertThatThrownBy(() -> builder().clientCapabilities(none)).hasMessageContaining("capability is empty");
    }

    private static void refused(ManagedIdentityApplicationBuilder builder, String... named) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContainingAll(named);
    }

    @Test
    void anIdentityStandsInForTheSecretOfAnApplication() {
        http.reply(200, token("identity-token")).reply(200, token("app-token"));
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.managedIdentity(builder().build(), "api://AzureADTokenExchange"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .adapters(adapters())
                .build();

        assertThat(app.acquireTokenForClient(VAULT + "/.default").execute().accessToken())
                .isEqualTo("app-token");

        assertThat(http.requests().get(0).queryParameter("resource")).contains("api://AzureADTokenExchange");
        assertThat(http.lastRequest().formParameters())
                .containsEntry("client_assertion", "identity-token")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKey("client_secret");
    }

    @Test
    void anIdentityThatStandsInIsAskedWithinTheTimeOfTheCallAndUnderItsId() {
        Cancellation cancellation = new Cancellation();
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.managedIdentity(builder().build(), "api://AzureADTokenExchange"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .adapters(adapters())
                .build();
        http.replyWith(request -> {
            assertThat(request.deadline().remainingAtMost(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(3));
            cancellation.cancel();
            throw new UncheckedIOException(new IOException("closed"));
        });

        assertThatThrownBy(() -> app.acquireTokenForClient(VAULT + "/.default")
                        .timeout(Duration.ofSeconds(3))
                        .cancellation(cancellation)
                        .correlationId("the-call")
                        .execute())
                .isInstanceOfSatisfying(
                        MsalCancelledException.class,
                        cancelled -> assertThat(cancelled.correlationId()).contains("the-call"));
        assertThat(http.requests()).hasSize(1);
    }

    @Test
    void aFederatedTokenFileIsReadAnewForEachRequest(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("azure-identity-token"), "first\n");
        http.reply(200, token("token-1")).reply(200, token("token-2"));
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.federatedTokenFile(file))
                .authority("https://login.microsoftonline.com/contoso.example")
                .adapters(adapters())
                .build();

        app.acquireTokenForClient(VAULT + "/.default").execute();
        Files.writeString(file, "second\n");
        app.acquireTokenForClient(VAULT + "/.default").forceRefresh().execute();

        assertThat(http.requests().get(0).formParameter("client_assertion")).contains("first");
        assertThat(http.lastRequest().formParameter("client_assertion")).contains("second");

        Files.delete(file);
        assertThatThrownBy(() -> app.acquireTokenForClient(VAULT + "/.default")
                        .forceRefresh()
                        .execute())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("does not exist");
    }
}
