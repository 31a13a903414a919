package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkPinnedTransports;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.environment.Environment;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.managedidentity.AzureHostEmulator;
import io.openmsal.testing.managedidentity.EmulatedHost;
import io.openmsal.testing.managedidentity.HostFault;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input of every kind, over real connections: a typed error, nothing kept, no secret told, and a good token afterwards. */
@Timeout(120)
class HostileAzureHostTest {

    private static final String VAULT = "https://vault.azure.net";
    private static final String KEY_FILE = "/var/opt/azcmagent/tokens/emulated.key";
    private static final UnaryOperator<FakeEnvironment> UNTOUCHED = UnaryOperator.identity();

    private record Misfortune(
            String name,
            EmulatedHost host,
            HostFault[] faults,
            UnaryOperator<FakeEnvironment> spoil,
            Class<? extends MsalException> failure) {

        @Override
        public String toString() {
            return host + ": " + name;
        }
    }

    private static Misfortune answers(
            EmulatedHost host, Class<? extends MsalException> failure, String name, HostFault... faults) {
        return new Misfortune(name, host, faults, UNTOUCHED, failure);
    }

    private static Misfortune finds(
            EmulatedHost host,
            Class<? extends MsalException> failure,
            String name,
            UnaryOperator<FakeEnvironment> spoil) {
        return new Misfortune(name, host, new HostFault[0], spoil, failure);
    }

    private static Misfortune variable(EmulatedHost host, String variable, String value) {
        return finds(
                host,
                MsalConfigurationException.class,
                variable + " is " + value,
                environment -> environment.withVariable(variable, value));
    }

    static Stream<Misfortune> misfortunes() {
        Class<MsalServiceException> refused = MsalServiceException.class;
        Class<MsalUntrustedResponseException> untrusted = MsalUntrustedResponseException.class;
        return Stream.of(
                answers(EmulatedHost.IMDS, refused, "no expiry", HostFault.withoutExpiry()),
                answers(EmulatedHost.IMDS, refused, "no expires_on", HostFault.withoutExpiresOn()),
                answers(EmulatedHost.IMDS, refused, "a date in words", HostFault.expiry("next Tuesday at noon")),
                answers(EmulatedHost.IMDS, refused, "the page of a portal", HostFault.portal()),
                answers(EmulatedHost.IMDS, refused, "a redirect", HostFault.redirect("http://127.0.0.1:1/token")),
                answers(EmulatedHost.IMDS, refused, "no identity", HostFault.identityNotFound()),
                answers(EmulatedHost.APP_SERVICE, refused, "no expiry", HostFault.withoutExpiry()),
                answers(EmulatedHost.APP_SERVICE, refused, "the page of a portal", HostFault.portal()),
                answers(EmulatedHost.SERVICE_FABRIC, refused, "no expiry", HostFault.withoutExpiry()),
                answers(EmulatedHost.MACHINE_LEARNING, refused, "a date in words", HostFault.expiry("soon")),
                answers(EmulatedHost.CLOUD_SHELL, refused, "a redirect", HostFault.redirect("http://127.0.0.1:1/")),
                answers(
                        EmulatedHost.CLOUD_SHELL,
                        MsalTransportException.class,
                        "resets",
                        HostFault.reset(),
                        HostFault.reset(),
                        HostFault.reset(),
                        HostFault.reset()),
                answers(
                        EmulatedHost.AZURE_ARC,
                        untrusted,
                        "a file elsewhere",
                        HostFault.challenge("Basic realm=/etc/ssl/private/site.key")),
                answers(
                        EmulatedHost.AZURE_ARC,
                        untrusted,
                        "a way out of the folder",
                        HostFault.challenge("Basic realm=/var/opt/azcmagent/tokens/../../../../etc/a.key")),
                finds(
                        EmulatedHost.AZURE_ARC,
                        untrusted,
                        "a symbolic link",
                        environment -> environment.withLink(KEY_FILE, "/etc/ssl/private/site.key")),
                finds(
                        EmulatedHost.AZURE_ARC,
                        MsalConfigurationException.class,
                        "a file of 5 MB",
                        environment -> environment.withFile(KEY_FILE, new byte[5 * 1024 * 1024])),
                finds(
                        EmulatedHost.SERVICE_FABRIC,
                        MsalTransportException.class,
                        "another certificate",
                        environment -> environment.withVariable("IDENTITY_SERVER_THUMBPRINT", "ab".repeat(20))),
                variable(EmulatedHost.APP_SERVICE, "IDENTITY_ENDPOINT", "no URL"),
                variable(EmulatedHost.APP_SERVICE, "IDENTITY_ENDPOINT", "http://canary.example/token"),
                variable(EmulatedHost.APP_SERVICE, "IDENTITY_ENDPOINT", "https://8.8.8.8/token"),
                variable(EmulatedHost.AZURE_ARC, "IDENTITY_ENDPOINT", "http://10.0.0.1/token"),
                variable(EmulatedHost.SERVICE_FABRIC, "IDENTITY_ENDPOINT", "http://127.0.0.1:1/token"),
                variable(EmulatedHost.MACHINE_LEARNING, "MSI_ENDPOINT", "file:///etc/passwd"),
                variable(EmulatedHost.CLOUD_SHELL, "MSI_ENDPOINT", "http://192.168.0.1/oauth2/token"),
                variable(EmulatedHost.IMDS, "AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://8.8.8.8"));
    }

    @ParameterizedTest
    @MethodSource("misfortunes")
    void isATypedErrorThatKeepsNothingAndTellsNoSecret(Misfortune misfortune) throws Exception {
        TestClock clock = new TestClock();
        RecordingEventSink events = new RecordingEventSink();
        try (AzureHostEmulator host = AzureHostEmulator.start(misfortune.host(), clock)) {
            FakeEnvironment[] present = {misfortune.spoil().apply(host.environment())};
            ManagedIdentityApplication app = app(present, clock, events);
            for (HostFault fault : misfortune.faults()) {
                host.next(fault);
            }

            Throwable failure = catchThrowable(
                    () -> app.acquireTokenForManagedIdentity(VAULT).execute());

            assertThat(failure).isInstanceOf(misfortune.failure());
            StringWriter told = new StringWriter();
            failure.printStackTrace(new PrintWriter(told, true));
            assertThat(told + events.textWithPersonalValues())
                    .doesNotContain(
                            "emulated-token",
                            "emulated-identity-header",
                            "emulated-arc-key",
                            "emulated-fabric-secret",
                            "emulated-secret");

            present[0] = host.environment();
            assertThat(app.acquireTokenForManagedIdentity(VAULT).execute().source())
                    .as("nothing was kept, and the host is asked again")
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }
    }

    /** An application that sees whatever environment is present. */
    private static ManagedIdentityApplication app(
            FakeEnvironment[] present, TestClock clock, RecordingEventSink events) {
        HttpSettings settings =
                HttpSettings.builder().retryPolicy(RetryPolicy.none()).build();
        return ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .adapters(Adapters.jdkOnly(settings, events)
                        .withClock(clock, new FakeSleeper(clock))
                        .withEnvironment(new PresentEnvironment(present)))
                .pinnedTransports(new JdkPinnedTransports(settings))
                .build();
    }

    private record PresentEnvironment(FakeEnvironment[] present) implements Environment {

        @Override
        public Optional<String> variable(String name) {
            return present[0].variable(name);
        }

        @Override
        public Optional<String> property(String name) {
            return present[0].property(name);
        }

        @Override
        public Optional<byte[]> file(Path path, int maxBytes) throws IOException {
            return present[0].file(path, maxBytes);
        }

        @Override
        public Optional<Path> realPath(Path path) {
            return present[0].realPath(path);
        }
    }
}
