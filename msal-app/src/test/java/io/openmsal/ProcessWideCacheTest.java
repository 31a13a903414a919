package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.cache.MemoryTokenStore;
import io.openmsal.adapter.crypto.SoftwareBindingKeys;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkHttpTransport;
import io.openmsal.adapter.http.JdkPinnedTransports;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.managedidentity.AppServiceSource;
import io.openmsal.domain.managedidentity.ImdsSource;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.FakeKeyAttestation;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.time.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class ProcessWideCacheTest {

    private static final String VAULT = "https://vault.azure.net";
    private static final Adapters ADAPTERS = Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none());

    /** An identity of this test alone, so that no other test finds its tokens. */
    private final ManagedIdentityId id =
            ManagedIdentityId.userAssignedClientId(UUID.randomUUID().toString());

    private ManagedIdentityApplicationBuilder builder() {
        return ManagedIdentityApplication.builder(id);
    }

    /** Puts a token into a cache, by an application of a host that gives tokens without a network. */
    private void fill(ManagedIdentityCache cache) {
        builder()
                .cache(cache)
                .source(new HostOfOnesOwn("generous-token"))
                .build()
                .acquireTokenForManagedIdentity(VAULT)
                .execute();
    }

    private static TokenSource sourceOf(ManagedIdentityApplication app) {
        return app.acquireTokenForManagedIdentity(VAULT).execute().source();
    }

    @Test
    void applicationsThatBringNothingShareOneCacheOfTheProcess() {
        fill(ProcessWideCache.of(null));

        assertThat(sourceOf(builder().build())).isEqualTo(TokenSource.CACHE);
        assertThat(sourceOf(builder().build())).isEqualTo(TokenSource.CACHE);
        assertThat(sourceOf(builder().timeout(Duration.ofSeconds(7)).build())).isEqualTo(TokenSource.CACHE);
        assertThat(sourceOf(builder().events(event -> {}).build())).isEqualTo(TokenSource.CACHE);
    }

    @Test
    void whoNamesOneOfTheLibrarysHostsSharesWithThoseWhoNameTheSame() {
        fill(ProcessWideCache.of(new ImdsSource()));

        assertThat(sourceOf(builder().source(new ImdsSource()).build())).isEqualTo(TokenSource.CACHE);
        assertThat(ProcessWideCache.of(new AppServiceSource()))
                .isNotSameAs(ProcessWideCache.of(new ImdsSource()))
                .isNotSameAs(ProcessWideCache.of(null));
    }

    static Stream<Arguments> whatIsOnesOwn() {
        return Stream.of(
                own("adapters", builder -> builder.adapters(ADAPTERS)),
                own("environment", builder -> builder.adapters(ADAPTERS.withEnvironment(new FakeEnvironment()))),
                own("clock", builder -> builder.adapters(ADAPTERS.withClock(new TestClock(), (time, ending) -> {}))),
                own("transport", builder -> builder.transport(new JdkHttpTransport(HttpSettings.defaults()))),
                own("http", builder -> builder.http(HttpSettings.defaults())),
                own("store", builder -> builder.tokenStore(new MemoryTokenStore())),
                own("cache", builder -> builder.cache(ManagedIdentityCache.inProcess())),
                own("pins", builder -> builder.pinnedTransports(new JdkPinnedTransports(HttpSettings.defaults()))),
                own("host", builder -> builder.source(new HostOfOnesOwn("generous-token"))),
                own("further host", builder -> builder.alsoLookFor(new HostOfOnesOwn("generous-token"))),
                own("keys", builder -> builder.bindingKeys(new SoftwareBindingKeys())),
                own(
                        "attestation",
                        builder -> builder.keyAttestation(new FakeKeyAttestation(new TestClock(), Duration.ZERO))));
    }

    private static Arguments own(String what, UnaryOperator<ManagedIdentityApplicationBuilder> given) {
        return Arguments.of(what, given);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatIsOnesOwn")
    void whoBringsSomethingOfItsOwnHasACacheOfItsOwn(
            String what, UnaryOperator<ManagedIdentityApplicationBuilder> given) {
        ManagedIdentityCache cache = given.apply(builder()).cacheOf(ADAPTERS);

        assertThat(cache)
                .isNotSameAs(ProcessWideCache.of(null))
                .isNotSameAs(given.apply(builder()).cacheOf(ADAPTERS));
    }

    @Test
    void aHostOfTheCallersOwnDoesNotServeOthers() {
        fill(ProcessWideCache.of(null));

        assertThat(sourceOf(
                        builder().source(new HostOfOnesOwn("generous-token")).build()))
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(sourceOf(builder()
                        .alsoLookFor(new HostOfOnesOwn("generous-token"))
                        .build()))
                .isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }

    @Test
    void aRealProcessAsksItsHostOnceForAllOfItsApplications() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            assertThat(run(host))
                    .containsExactly(
                            "first: IDENTITY_PROVIDER",
                            "second: CACHE",
                            "named: IDENTITY_PROVIDER",
                            "named again: CACHE",
                            "own cache: IDENTITY_PROVIDER",
                            "own adapters: IDENTITY_PROVIDER",
                            "first again: CACHE");
            assertThat(host.requests()).hasSize(4);
        }
    }

    private static List<String> run(AzureHostEmulator host) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProgramOnAzure.class.getName())
                .redirectErrorStream(true);
        for (String variable : List.of("IDENTITY_ENDPOINT", "IDENTITY_HEADER")) {
            program.environment()
                    .put(variable, host.environment().variable(variable).orElseThrow());
        }
        Process running = program.start();
        try {
            String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return printed.lines().toList();
        } finally {
            running.destroyForcibly();
        }
    }
}
