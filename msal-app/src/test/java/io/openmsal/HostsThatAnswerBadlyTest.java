package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkPinnedTransports;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.http.LoopbackServer;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.managedidentity.HostFault;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every host of managed identities on a bad day: a typed failure, nothing kept, nobody else asked and no secret told. */
@Timeout(120)
class HostsThatAnswerBadlyTest {

    private static final String VAULT = "https://vault.azure.net";
    private static final String KEY_FILE = "/var/opt/azcmagent/tokens/emulated.key";
    private static final String[] SECRETS = {
        "emulated-token",
        "emulated-identity-header",
        "emulated-fabric-secret",
        "emulated-secret",
        "emulated-arc-key",
        "canary"
    };

    private final TestClock clock = new TestClock();
    private final RecordingEventSink events = new RecordingEventSink();
    private LoopbackServer elsewhere;

    @BeforeEach
    void start() throws IOException {
        elsewhere = LoopbackServer.start((request, reply) -> reply.json(200, "{\"access_token\":\"elsewhere\"}"));
    }

    @AfterEach
    void stop() {
        elsewhere.close();
    }

    private ManagedIdentityApplication app(FakeEnvironment environment) {
        HttpSettings settings =
                HttpSettings.builder().retryPolicy(RetryPolicy.none()).build();
        return ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .adapters(Adapters.jdkOnly(settings, events)
                        .withClock(clock, new FakeSleeper(clock))
                        .withEnvironment(environment))
                .pinnedTransports(new JdkPinnedTransports(settings))
                .build();
    }

    private static AuthenticationResult token(ManagedIdentityApplication app) {
        return app.acquireTokenForManagedIdentity(VAULT).execute();
    }

    private void assertThatNothingIsKeptOrTold(ManagedIdentityApplication app, Class<? extends MsalException> kind) {
        Throwable failure = catchThrowable(() -> token(app));

        assertThat(failure).isInstanceOf(kind);
        StringWriter told = new StringWriter();
        failure.printStackTrace(new PrintWriter(told, true));
        assertThat(told + events.textWithPersonalValues()).doesNotContain(SECRETS);
        assertThat(elsewhere.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoTokenAnswerIsAFailureOfTheServiceThatLeavesNothing(EmulatedHost kind) throws IOException {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind, clock)) {
            ManagedIdentityApplication app = app(host.environment());
            for (HostFault fault : new HostFault[] {
                HostFault.withoutExpiry(),
                HostFault.expiry("the day after tomorrow"),
                HostFault.portal(),
                HostFault.redirect(elsewhere.uri("/token").toString()),
                HostFault.refused(400, "bad_request", "you sent " + secretOf(kind))
            }) {
                if (kind == EmulatedHost.AZURE_ARC) {
                    host.next(HostFault.challenge("Basic realm=" + KEY_FILE));
                }
                host.next(fault);

                assertThatNothingIsKeptOrTold(app, MsalServiceException.class);
            }

            assertThat(token(app).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }
    }

    private static String secretOf(EmulatedHost host) {
        return switch (host) {
            case IMDS, IMDS_V2, CLOUD_SHELL -> "nothing";
            case APP_SERVICE -> "emulated-identity-header";
            case AZURE_ARC -> "emulated-arc-key";
            case SERVICE_FABRIC -> "emulated-fabric-secret";
            case MACHINE_LEARNING -> "emulated-secret";
        };
    }

    static Stream<Arguments> keyFiles() {
        return Stream.of(
                Arguments.of(
                        "outside the folder",
                        "/etc/shadow.key",
                        change(environment -> environment.withFile("/etc/shadow.key", "canary")),
                        MsalUntrustedResponseException.class),
                Arguments.of(
                        "of another kind",
                        "/var/opt/azcmagent/tokens/emulated.txt",
                        change(environment -> environment.withFile("/var/opt/azcmagent/tokens/emulated.txt", "canary")),
                        MsalUntrustedResponseException.class),
                Arguments.of(
                        "a link",
                        KEY_FILE,
                        change(environment ->
                                environment.withFile("/etc/shadow", "canary").withLink(KEY_FILE, "/etc/shadow")),
                        MsalUntrustedResponseException.class),
                Arguments.of(
                        "five megabytes",
                        KEY_FILE,
                        change(environment -> environment.withFile(KEY_FILE, "canary".repeat(1024 * 1024))),
                        MsalConfigurationException.class));
    }

    private static Consumer<FakeEnvironment> change(Consumer<FakeEnvironment> change) {
        return change;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyFiles")
    void aKeyFileOfArcThatMayNotBeReadIsNotSentAndLeavesNothing(
            String what, String file, Consumer<FakeEnvironment> change, Class<? extends MsalException> kind)
            throws IOException {
        try (AzureHostEmulator host = AzureHostEmulator.start(EmulatedHost.AZURE_ARC, clock)) {
            FakeEnvironment environment = host.environment();
            change.accept(environment);
            host.next(HostFault.challenge("Basic realm=" + file));

            assertThatNothingIsKeptOrTold(app(environment), kind);

            assertThat(host.requests()).hasSize(1);
            assertThat(token(app(host.environment())).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IMDS_V2")
    void anEndpointThatIsNoneOrFarAwayIsAFailureOfTheConfigurationAndIsNotAsked(EmulatedHost kind) throws IOException {
        try (AzureHostEmulator host = AzureHostEmulator.start(kind, clock)) {
            for (String endpoint : new String[] {"canary", "http://canary@127.0.0.1/", "http://8.8.8.8/canary"}) {
                FakeEnvironment environment = host.environment().withVariable(endpointOf(kind), endpoint);

                assertThatNothingIsKeptOrTold(app(environment), MsalConfigurationException.class);
            }
            assertThat(host.requests()).isEmpty();
        }
    }

    private static String endpointOf(EmulatedHost host) {
        return switch (host) {
            case IMDS, IMDS_V2 -> "AZURE_POD_IDENTITY_AUTHORITY_HOST";
            case APP_SERVICE, AZURE_ARC, SERVICE_FABRIC -> "IDENTITY_ENDPOINT";
            case MACHINE_LEARNING, CLOUD_SHELL -> "MSI_ENDPOINT";
        };
    }
}
