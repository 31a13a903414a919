package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkMutualTlsTransports;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.managedidentity.ManagedIdentityCapabilities;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.testing.crypto.FakeBindingKeys;
import io.openmsal.testing.crypto.FakeKeyAttestation;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.CredentialStep;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.managedidentity.HostFault;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Managed identity v2 over real connections: the emulated host certifies the key, and its token endpoint sees it in the handshake. */
@Timeout(120)
class BoundManagedIdentityTest {

    private static final String VAULT = "https://vault.azure.net";

    private final TestClock clock = new TestClock();
    private final RecordingEventSink events = new RecordingEventSink();
    private final AzureHostEmulator host;

    BoundManagedIdentityTest() throws IOException {
        host = AzureHostEmulator.start(EmulatedHost.IMDS_V2, clock);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static HttpSettings settings(String trustedPem) {
        return HttpSettings.builder()
                .retryPolicy(RetryPolicy.none())
                .trust(TrustSettings.pem(trustedPem))
                .build();
    }

    private ManagedIdentityApplicationBuilder builder(AzureHostEmulator on) {
        return ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .adapters(Adapters.jdkOnly(settings(host.tokenEndpointCaPem()), events)
                        .withClock(clock, new FakeSleeper(clock))
                        .withEnvironment(on.environment()));
    }

    private ManagedIdentityApplication app() {
        return builder(host).build();
    }

    private static AuthenticationResult bound(ManagedIdentityApplication app) {
        return app.acquireTokenForManagedIdentity(VAULT)
                .withMutualTlsProofOfPossession()
                .execute();
    }

    @Test
    void theTokenIsBoundToTheCertificateThatTheHostIssued() {
        ManagedIdentityApplication app = app();

        AuthenticationResult result = bound(app);

        assertThat(result.authorizationHeader()).isEqualTo("mtls_pop emulated-token-1");
        assertThat(host.certificates())
                .containsExactly(result.bindingIdentity().orElseThrow().certificate());
        assertThat(bound(app).source()).isEqualTo(TokenSource.CACHE);
        assertThat(host.requests()).hasSize(2);
        assertThat(host.tokenRequests()).hasSize(1);
    }

    @Test
    void whatTheResultHoldsIsAllThatCallingAWebApiTakes() throws Exception {
        AuthenticationResult result = bound(app());

        int status = new JdkMutualTlsTransports(settings(host.tokenEndpointCaPem()))
                .presenting(result.bindingIdentity().orElseThrow())
                .send(HttpRequest.get(URI.create("https://127.0.0.1:" + tokenPort() + "/api")))
                .status();

        assertThat(status)
                .as("answered over TLS, by a server without that address")
                .isEqualTo(404);
    }

    private String tokenPort() {
        return host.tokenRequests().get(0).headers().get("Host").replaceAll(".*:", "");
    }

    @Test
    void aBearerTokenOfTheSameHostStaysOneOfVersionOne() {
        ManagedIdentityApplication app = app();
        bound(app);

        AuthenticationResult bearer = app.acquireTokenForManagedIdentity(VAULT).execute();

        assertThat(bearer.authorizationHeader()).isEqualTo("Bearer emulated-token-2");
        assertThat(bearer.bindingIdentity()).isEmpty();
        assertThat(bound(app).authorizationHeader()).isEqualTo("mtls_pop emulated-token-1");
    }

    static Stream<HostFault> refusals() {
        return Stream.of(
                HostFault.refused(401, "invalid_client", "AADSTS1000612: the certificate was revoked"),
                HostFault.reset());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aCertificateThatIsNotTakenIsReplacedOnce(HostFault refusal) {
        host.next(CredentialStep.TOKEN, refusal);

        AuthenticationResult result = bound(app());

        assertThat(host.certificates()).hasSize(2);
        assertThat(result.bindingIdentity().orElseThrow().certificate())
                .isEqualTo(host.certificates().get(1));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void andNotTwice(HostFault refusal) {
        host.next(CredentialStep.TOKEN, refusal).next(CredentialStep.TOKEN, refusal);

        assertThatThrownBy(() -> bound(app())).isInstanceOf(MsalException.class);

        assertThat(host.certificates()).hasSize(2);
    }

    @Test
    void aCertificateIsReplacedBeforeItsLastDay() {
        ManagedIdentityApplication app = app();
        bound(app);
        clock.advance(Duration.ofDays(6));

        AuthenticationResult result = bound(app);

        assertThat(result.bindingIdentity().orElseThrow().certificate())
                .isEqualTo(host.certificates().get(1));
    }

    @Test
    void aKeyThatIsKeptBetterIsAskedForBeforeAnythingIsSent() {
        assertThatThrownBy(() -> app().acquireTokenForManagedIdentity(VAULT)
                        .withMutualTlsProofOfPossession(BindingStrength.KEY_GUARD)
                        .execute())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("bindingKeys(...)");
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void keysOfTheCallersOwnMayBeAttested() {
        host.wantsAttestation("attestation-1");
        ManagedIdentityApplicationBuilder guarded =
                builder(host).bindingKeys(new FakeBindingKeys(BindingStrength.KEY_GUARD));

        assertThatThrownBy(() -> bound(guarded.build()))
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("attestation_token");
        assertThat(guarded.keyAttestation(new FakeKeyAttestation(clock, Duration.ofHours(8)))
                        .build()
                        .acquireTokenForManagedIdentity(VAULT)
                        .withMutualTlsProofOfPossession(BindingStrength.KEY_GUARD)
                        .execute()
                        .tokenType())
                .isEqualTo("mtls_pop");
    }

    @Test
    void aHostOfVersionOneIsToldApartByName() throws Exception {
        try (AzureHostEmulator old = AzureHostEmulator.start(EmulatedHost.IMDS, clock)) {
            assertThatThrownBy(() -> bound(builder(old).build()))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode())
                                    .isEqualTo("mtls_pop_token_not_supported_in_imds_v1"));
            assertThat(old.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IMDS", "IMDS_V2"})
    void everyOtherHostIsRefusedByName(EmulatedHost kind) throws Exception {
        try (AzureHostEmulator other = AzureHostEmulator.start(kind, clock)) {
            ManagedIdentityApplication app = builder(other).build();

            assertThatThrownBy(() -> bound(app))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining(app.capabilities().source().orElseThrow());
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void whatCanBeHadIsAskedWithoutAToken() throws Exception {
        assertThat(app().capabilities())
                .isEqualTo(new ManagedIdentityCapabilities(
                        Optional.of("Azure VM (IMDS)"), BindingStrength.SOFTWARE, true, ""));
        assertThat(host.certificates()).isEmpty();
        assertThat(host.requests()).hasSize(1);

        try (AzureHostEmulator old = AzureHostEmulator.start(EmulatedHost.IMDS, clock)) {
            old.runningOn("Windows", "TrustedLaunch");
            ManagedIdentityCapabilities found = builder(old).build().capabilities();

            assertThat(found.mutualTlsProofOfPossession()).isFalse();
            assertThat(found.maxBindingStrength()).isEqualTo(BindingStrength.SOFTWARE);
            assertThat(found.reason()).contains("404");
        }
    }

    @Test
    void whoGaveUpIsNotTold() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        assertThatThrownBy(() -> app().capabilities(cancellation)).isInstanceOf(MsalException.class);
        assertThat(host.requests()).isEmpty();
    }

    static Stream<Arguments> misfortunes() {
        return Stream.of(CredentialStep.values())
                .flatMap(step -> Stream.of(
                        Arguments.of(step, HostFault.portal()),
                        Arguments.of(step, HostFault.redirect("http://127.0.0.1:1/")),
                        Arguments.of(step, HostFault.refused(400, "invalid_request", "canary-words")),
                        Arguments.of(step, HostFault.status(403))));
    }

    @ParameterizedTest
    @MethodSource("misfortunes")
    void badInputAtAnyStepIsATypedErrorThatKeepsNothingAndTellsNoSecret(CredentialStep step, HostFault fault) {
        host.next(step, fault);
        ManagedIdentityApplication app = app();

        Throwable failure = catchThrowable(() -> bound(app));

        assertThat(failure).isInstanceOf(MsalException.class);
        StringWriter told = new StringWriter();
        failure.printStackTrace(new PrintWriter(told, true));
        assertThat(told + events.textWithPersonalValues()).doesNotContain("emulated-token", "MII");
        clock.advance(Duration.ofMinutes(2));
        AuthenticationResult good = bound(app);
        assertThat(good.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(good + events.textWithPersonalValues() + good.bindingIdentity())
                .doesNotContain(
                        good.accessToken(),
                        Base64.getEncoder()
                                .encodeToString(good.bindingIdentity()
                                        .orElseThrow()
                                        .key()
                                        .getEncoded()));
    }
}
