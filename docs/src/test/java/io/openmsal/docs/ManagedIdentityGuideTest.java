package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.Adapters;
import io.openmsal.AuthorityHost;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkPinnedTransports;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.credential.CredentialChain;
import io.openmsal.credential.EnvironmentCredential;
import io.openmsal.credential.TokenCredential;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.FakeBindingKeys;
import io.openmsal.testing.crypto.FakeKeyAttestation;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the code of the guide to managed identities, over real connections to emulated hosts. */
class ManagedIdentityGuideTest {

    private static Adapters adapters(Environment environment) {
        return Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none()).withEnvironment(environment);
    }

    @ParameterizedTest
    @EnumSource
    void everyEmulatedHostIsDetectedAndGivesATokenOnce(EmulatedHost kind) throws IOException {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind)) {
            ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                    .adapters(adapters(host.environment()))
                    .pinnedTransports(new JdkPinnedTransports(HttpSettings.defaults()))
                    .build();

            assertThat(ManagedIdentityGuide.token(app).accessToken()).isEqualTo("emulated-token-1");
            assertThat(ManagedIdentityGuide.token(app).source()).isEqualTo(TokenSource.CACHE);
            assertThat(host.requests()).hasSize(kind == EmulatedHost.AZURE_ARC ? 2 : 1);
        }
    }

    @Test
    void anUpdateOfTheMetadataServiceIsWaitedOut() throws IOException {
        TestClock clock = new TestClock();
        FakeSleeper sleeper = new FakeSleeper(clock);
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.IMDS)) {
            host.failNext(410).failNext(410);
            ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                    .adapters(adapters(host.environment()).withClock(clock, sleeper))
                    .build();

            assertThat(ManagedIdentityGuide.token(app).accessToken()).isEqualTo("emulated-token-1");
            assertThat(sleeper.durations())
                    .hasSize(2)
                    .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11)));
        }
    }

    @Test
    void applicationsOfOneCacheShareTheirTokens() throws IOException {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            List<ManagedIdentityApplication> apps = ManagedIdentityGuide.shared(
                    adapters(host.environment()),
                    ManagedIdentityGuide.assigned().get(0));

            assertThat(ManagedIdentityGuide.token(apps.get(0)).accessToken()).isEqualTo("emulated-token-1");
            assertThat(ManagedIdentityGuide.token(apps.get(1)).accessToken()).isEqualTo("emulated-token-2");
        }
    }

    @Test
    void whatIsBuiltSendsNothing() {
        assertThat(ManagedIdentityGuide.own()).hasToString("system-assigned identity");
        assertThat(ManagedIdentityGuide.explain(ManagedIdentityGuide.named())).startsWith("Azure VM (IMDS): named");
        assertThat(ManagedIdentityGuide.chain().name())
                .isEqualTo("environment, then workload identity, then managed identity, then developer sign-in");
    }

    @Test
    void aHostOfYourOwnIsOneClass() {
        ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .source(new ManagedIdentityGuide.EdgeGateway())
                .adapters(adapters(new FakeEnvironment().withVariable("CONTOSO_EDGE_TOKEN", "edge-token")))
                .build();

        assertThat(ManagedIdentityGuide.token(app).accessToken()).isEqualTo("edge-token");
        assertThat(ManagedIdentityGuide.extended(
                                adapters(new FakeEnvironment().withVariable("CONTOSO_EDGE_TOKEN", "edge-token")))
                        .explain())
                .startsWith("Contoso Edge: seen CONTOSO_EDGE_TOKEN, missing nothing")
                .endsWith("So this is taken for Contoso Edge.");
    }

    @Test
    void aPodIsAnApplicationWhoseTokenFileIsItsCredential() {
        FakeEnvironment pod = new FakeEnvironment()
                .withVariable("AZURE_CLIENT_ID", "client-1")
                .withVariable("AZURE_TENANT_ID", "contoso.example")
                .withVariable("AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/token")
                .withFile("/var/run/secrets/token", "federated");
        FakeHttpTransport entra =
                new FakeHttpTransport().reply(200, "{\"access_token\":\"app-token\",\"expires_in\":3600}");

        ManagedIdentityGuide.workload(pod, adapters(pod).withTransport(entra))
                .acquireTokenForClient("https://vault.azure.net/.default")
                .execute();

        assertThat(entra.onlyRequest().formParameter("client_assertion")).contains("federated");
    }

    @Test
    void aChainGivesDriversAndHttpClientsPlainText() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            Adapters world = adapters(host.environment());
            TokenCredential chain = ManagedIdentityGuide.own(
                    new EnvironmentCredential(world, AuthorityHost.OF_A_KNOWN_CLOUD),
                    CredentialChain.standard().adapters(world).build());

            assertThat(ManagedIdentityGuide.chained(chain).accessToken()).isEqualTo("emulated-token-1");
            assertThat(ManagedIdentityGuide.request(chain, URI.create("https://vault.example/"))
                            .headers()
                            .firstValue("Authorization"))
                    .contains("Bearer emulated-token-1");
            try (Connection database = ManagedIdentityGuide.connect(chain, "jdbc:h2:mem:guide", "owner")) {
                assertThat(database.getMetaData().getUserName()).isEqualToIgnoringCase("owner");
            }
        }
    }

    @Test
    void anIdentityStandsInForASecret() throws IOException {
        FakeHttpTransport entra =
                new FakeHttpTransport().reply(200, "{\"access_token\":\"app-token\",\"expires_in\":3600}");
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.APP_SERVICE)) {
            ManagedIdentityApplication identity = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                    .adapters(adapters(host.environment()))
                    .build();

            assertThat(ManagedIdentityGuide.federated(
                                    "client-1",
                                    identity,
                                    adapters(host.environment()).withTransport(entra))
                            .acquireTokenForClient("https://graph.microsoft.com/.default")
                            .execute()
                            .accessToken())
                    .isEqualTo("app-token");
            assertThat(entra.onlyRequest().formParameter("client_assertion")).contains("emulated-token-1");
        }
    }

    private static Adapters trusting(AzureHostEmulator host) {
        return Adapters.jdkOnly(
                        HttpSettings.builder()
                                .trust(TrustSettings.pem(host.tokenEndpointCaPem()))
                                .build(),
                        EventSink.none())
                .withEnvironment(host.environment());
    }

    @Test
    void aBoundTokenIsPresentedWithItsCertificate() throws Exception {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.IMDS_V2)) {
            ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                    .adapters(trusting(host))
                    .build();

            assertThat(ManagedIdentityGuide.strengthOf(app)).isEqualTo(BindingStrength.SOFTWARE);
            AuthenticationResult result = ManagedIdentityGuide.bound(app);

            assertThat(result.authorizationHeader()).isEqualTo("mtls_pop emulated-token-1");
            try (Emulator api = Emulator.start()) {
                ManagedIdentityGuide.call(
                        result,
                        trust(api.caCertificatePem()),
                        URI.create(api.authority("contoso") + "/v2.0/.well-known/openid-configuration"));
                assertThat(api.requests())
                        .singleElement()
                        .satisfies(seen -> assertThat(seen.clientCertificate())
                                .contains(host.certificates().get(0)));
            }
        }
    }

    @Test
    void keysOfASecurityModuleAreAskedForByTheirStrength() throws IOException {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.IMDS_V2)) {
            host.wantsAttestation("attestation-1");

            assertThat(ManagedIdentityGuide.guarded(
                                    new FakeBindingKeys(BindingStrength.KEY_GUARD),
                                    new FakeKeyAttestation(Clock.systemUTC(), Duration.ofHours(8)),
                                    trusting(host))
                            .tokenType())
                    .isEqualTo("mtls_pop");
        }
    }

    private static TrustManager[] trust(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
