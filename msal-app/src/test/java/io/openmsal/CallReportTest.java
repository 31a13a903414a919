package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventField;
import io.openmsal.port.event.Sensitivity;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators hear how each acquisition ended. */
class CallReportTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final Emulator emulator = EMULATOR.get();
    private final RecordingEventSink events = new RecordingEventSink();
    private final Adapters adapters = Emulated.adapters(emulator, CLOCK, events).withTransport(emulator.transport());

    private static String value(Event event, String field) {
        return event.fields().stream()
                .filter(candidate -> candidate.name().equals(field))
                .map(EventField::value)
                .findFirst()
                .orElse("");
    }

    @Test
    void aTokenFromTheProviderAndOneFromTheCacheAreToldApart() {
        AppTokens tokens = Emulated.confidentialClient(emulator, adapters).appTokens();

        AuthenticationResult first = tokens.acquireToken(Emulated.SCOPE);
        CLOCK.advance(Duration.ofSeconds(10));
        tokens.acquireToken(Emulated.SCOPE);

        assertThat(events.named("token.acquired")).hasSize(2);
        Event sent = events.named("token.acquired").get(0);
        assertThat(sent.level()).isEqualTo(Event.Level.DEBUG);
        assertThat(sent.toString())
                .startsWith("token.acquired call=acquireTokenForClient apiId=1004 version=")
                .contains(
                        "source=IDENTITY_PROVIDER refreshReason=NO_CACHED_ACCESS_TOKEN tokenType=Bearer remainingSeconds=3600")
                .contains("correlationId=" + first.correlationId().orElseThrow());
        Event served = events.named("token.acquired").get(1);
        assertThat(value(served, "source")).isEqualTo("CACHE");
        assertThat(value(served, "remainingSeconds")).isEqualTo("3590");
        assertThat(value(served, "correlationId")).isEmpty();
    }

    @Test
    void aSignInInTwoStepsIsToldOnceItHasEnded() {
        PublicClientApplication app = Emulated.publicClient(emulator, adapters);
        DeviceCode code = app.deviceAuthorization("User.Read").begin();
        DeviceTokenRequest early = app.acquireTokenByDeviceCode(code, "User.Read");
        assertThat(early.tryExecute()).isEmpty();
        assertThatThrownBy(() -> app.acquireTokenByDeviceCode(code, "User.Read").tryExecute())
                .isInstanceOf(MsalThrottledException.class);
        assertThat(events.named("token.failed")).isEmpty();

        emulator.approveDeviceCode(code.userCode(), "ada@contoso.example");
        CLOCK.advance(code.slower().interval());
        app.acquireTokenByDeviceCode(code.slower(), "User.Read").tryExecute();

        assertThat(events.only("token.acquired").toString()).contains("call=acquireTokenByDeviceCode");
        assertThat(events.named("token.failed")).isEmpty();
    }

    @Test
    void aSignInThatCannotBeginIsTold() {
        PublicClientApplication app = Emulated.publicClient(emulator, adapters);
        emulator.faults().next(EmulatorEndpoint.DEVICE_CODE, Fault.status(400));

        assertThatThrownBy(() -> app.deviceAuthorization("User.Read").begin()).isInstanceOf(MsalException.class);

        assertThat(events.only("token.failed").toString()).contains("call=acquireTokenByDeviceCode");
    }

    @Test
    void whoseTokenItIsIsPersonal() {
        PublicClientApplication app = Emulated.publicClient(emulator, adapters);

        Account ada =
                app.acquireTokenInteractive("User.Read").execute().account().orElseThrow();

        Event event = events.only("token.acquired");
        assertThat(event.fields()).contains(new EventField("account", ada.homeAccountId(), Sensitivity.PERSONAL));
        assertThat(event.toString()).contains("account=[personal]");
    }

    @Test
    void aFailureIsAWarningUnlessAPersonIsAllThatIsMissing() {
        ConfidentialClientApplication daemon = Emulated.confidentialClient(emulator, adapters);
        emulator.nextTokenRequest(Fault.status(503));
        assertThatThrownBy(() -> daemon.acquireTokenForClient(Emulated.SCOPE).execute())
                .isInstanceOf(MsalServiceException.class);
        PublicClientApplication app = Emulated.publicClient(emulator, adapters);
        Account stranger = new Account("a.b", "localhost", "", java.util.Map.of());
        assertThatThrownBy(() -> app.acquireTokenSilent(stranger, "User.Read").execute())
                .isInstanceOf(MsalInteractionRequiredException.class);

        Event outage = events.named("token.failed").get(0);
        assertThat(outage.level()).isEqualTo(Event.Level.WARNING);
        assertThat(value(outage, "failure")).isEqualTo("MsalServiceException");
        assertThat(value(outage, "error")).isNotEmpty();
        assertThat(value(outage, "correlationId")).isNotEmpty();
        Event person = events.named("token.failed").get(1);
        assertThat(person.level()).isEqualTo(Event.Level.INFO);
        assertThat(value(person, "call")).isEqualTo("acquireTokenSilent");
    }

    @Test
    void anApplicationsOwnPartsThatFailAreReportedToo() {
        PublicClientApplication ownListener =
                Emulated.publicClient(emulator, adapters.withRedirectListener(expected -> {
                    throw new IllegalStateException("no loopback here");
                }));

        assertThatThrownBy(
                        () -> ownListener.acquireTokenInteractive("User.Read").execute())
                .isInstanceOf(MsalConfigurationException.class);

        assertThat(value(events.only("token.failed"), "error")).isEqualTo("loopback_listener_failed");
    }

    @Test
    void aHealthyDayHasNothingAboveInfo() {
        PublicClientApplication app = Emulated.publicClient(emulator, adapters);
        Account ada =
                app.acquireTokenInteractive("User.Read").execute().account().orElseThrow();
        app.acquireTokenSilent(ada, "User.Read").execute();
        CLOCK.advance(Duration.ofHours(2));
        app.acquireTokenSilent(ada, "User.Read").execute();
        app.removeAccount(ada);
        assertThat(app.acquireTokenSilent(ada, "User.Read").tryExecute()).isEmpty();

        assertThat(events.named("token.acquired")).hasSize(3);
        assertThat(events.atLeast(Event.Level.WARNING)).isEmpty();
    }

    @Test
    void aSinkThatThrowsCostsNoToken() {
        events.failEachTime(new IllegalStateException("full disk"));

        assertThat(Emulated.confidentialClient(emulator, adapters)
                        .appTokens()
                        .acquireToken(Emulated.SCOPE)
                        .accessToken())
                .isNotEmpty();
    }

    private ConfidentialClientApplication daemonOn(TokenStore store) {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(adapters)
                .tokenStore(store)
                .build();
    }

    @Test
    void whatWasWaitedForIsToldAndAHitWaitedForNothing() {
        FakeTokenStore store = new FakeTokenStore();
        ConfidentialClientApplication first = daemonOn(store);
        ConfidentialClientApplication second = daemonOn(store);

        first.acquireTokenForClient(Emulated.SCOPE).execute();
        second.acquireTokenForClient(Emulated.SCOPE).execute();
        second.acquireTokenForClient(Emulated.SCOPE).execute();

        assertThat(events.named("token.acquired"))
                .extracting(
                        event -> value(event, "source"),
                        event -> value(event, "networkMilliseconds"),
                        event -> value(event, "lastStatus"),
                        event -> value(event, "storeMilliseconds"))
                .containsExactly(
                        tuple("IDENTITY_PROVIDER", "0", "200", "0"),
                        tuple("CACHE", "", "", "0"),
                        tuple("CACHE", "", "", ""));
    }

    @Test
    void aRefusalTellsTheNumberThatTheServiceGaveIt() {
        ConfidentialClientApplication daemon = Emulated.confidentialClient(emulator, adapters);
        emulator.nextTokenRequest(Fault.oauthError(400, "invalid_scope", 70011, "as the test asked for"));

        assertThatThrownBy(() -> daemon.acquireTokenForClient(Emulated.SCOPE).execute())
                .isInstanceOf(MsalServiceException.class);

        Event refused = events.only("token.failed");
        assertThat(value(refused, "stsError")).isEqualTo("70011");
        assertThat(value(refused, "lastStatus")).isEqualTo("400");
    }

    @Test
    void aTokenThatCouldNotBeRenewedServesOnAndItsFailureIsToldOnceUntilItWasRenewed() {
        emulator.tokenLifetime(Duration.ofHours(4));
        ConfidentialClientApplication daemon = Emulated.confidentialClient(emulator, adapters);
        AuthenticationResult old = own(daemon);
        CLOCK.advance(Duration.ofMinutes(121));
        emulator.nextTokenRequest(Fault.oauthError(401, "invalid_client", 7000222, "The secret expired."));

        assertThat(own(daemon).accessToken()).isEqualTo(old.accessToken());

        Event told = events.only("token.renewal_failed");
        assertThat(told.level()).isEqualTo(Event.Level.WARNING);
        assertThat(told.toString())
                .startsWith("token.renewal_failed call=acquireTokenForClient apiId=1004 version=")
                .contains(
                        "remainingSeconds=7140 error=invalid_client failure=MsalServiceException host=localhost stsError=7000222");
        assertThat(value(told, "correlationId")).isNotEmpty();

        CLOCK.advance(Duration.ofSeconds(61));
        emulator.nextTokenRequest(Fault.oauthError(401, "invalid_client", 7000222, "The secret expired."));
        assertThat(own(daemon).accessToken()).isEqualTo(old.accessToken());
        assertThat(events.named("http.exchange")).hasSize(3);
        assertThat(events.named("token.renewal_failed")).hasSize(1);

        CLOCK.advance(Duration.ofSeconds(61));
        AuthenticationResult renewed = own(daemon);
        assertThat(renewed.accessToken()).isNotEqualTo(old.accessToken());
        CLOCK.advance(Duration.ofMinutes(121));
        emulator.nextTokenRequest(Fault.oauthError(401, "invalid_client", 7000222, "The secret expired."));
        assertThat(own(daemon).accessToken()).isEqualTo(renewed.accessToken());
        assertThat(events.named("token.renewal_failed")).hasSize(2);
    }

    @Test
    void anotherReasonWhyATokenCannotBeRenewedIsNews() {
        emulator.tokenLifetime(Duration.ofHours(4));
        ConfidentialClientApplication daemon = Emulated.confidentialClient(emulator, adapters);
        own(daemon);
        CLOCK.advance(Duration.ofMinutes(121));
        emulator.nextTokenRequest(Fault.reset());
        own(daemon);
        CLOCK.advance(Duration.ofSeconds(61));
        emulator.nextTokenRequest(Fault.oauthError(401, "invalid_client", 7000222, "The secret expired."));
        own(daemon);

        assertThat(events.named("token.renewal_failed"))
                .extracting(event -> value(event, "error"))
                .containsExactly("connection_broken", "invalid_client");
    }

    @Test
    void aRenewalThatOnlyThePersonCanHelpIsAnOrdinaryDay() {
        emulator.tokenLifetime(Duration.ofHours(4));
        PublicClientApplication app = Emulated.publicClient(emulator, adapters);
        AuthenticationResult old = app.acquireTokenInteractive("User.Read").execute();
        CLOCK.advance(Duration.ofMinutes(121));
        emulator.nextTokenRequest(Fault.interactionRequired("basic_action"));

        AuthenticationResult served =
                app.acquireTokenSilent(old.account().orElseThrow(), "User.Read").execute();

        assertThat(served.accessToken()).isEqualTo(old.accessToken());
        assertThat(events.only("token.renewal_failed").level()).isEqualTo(Event.Level.INFO);
        assertThat(events.atLeast(Event.Level.WARNING)).isEmpty();
    }

    private static AuthenticationResult own(ConfidentialClientApplication daemon) {
        return daemon.acquireTokenForClient(Emulated.SCOPE).execute();
    }
}
