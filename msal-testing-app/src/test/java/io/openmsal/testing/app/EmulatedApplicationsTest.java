package io.openmsal.testing.app;

import static io.openmsal.testing.app.MsalAssertions.assertThat;
import static io.openmsal.testing.app.MsalAssertions.assertThatThrownBy;

import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.emulator.EmulatorTenant;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmulatedApplicationsTest {

    private static final TestClock CLOCK = new TestClock();
    private static final String SCOPE = "https://graph.microsoft.com/.default";

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final Emulator emulator = EMULATOR.get();
    private final EmulatedApplications applications = EmulatedApplications.of(emulator, CLOCK);

    @Test
    void aPersonSignsInWithoutABrowserAndIsServedSilentlyAfterwards() {
        PublicClientApplication app = applications.publicClient().build();

        var first = app.acquireTokenInteractive("User.Read").execute();
        var second = app.acquireTokenSilent(first.account().orElseThrow(), "User.Read")
                .execute();

        assertThat(first).belongsTo("ada@contoso.example").isFromProvider();
        assertThat(second).isFromCache().isTheSameTokenAs(first);
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN).get(0))
                .hasGrantType("authorization_code")
                .asksFor("User.Read")
                .hasNo("client_secret");
    }

    @Test
    void anotherPersonMaySitAtTheBrowser() {
        PublicClientApplication app =
                applications.personIs("grace@contoso.example").publicClient().build();

        assertThat(app.acquireTokenInteractive("User.Read").execute()).belongsTo("grace@contoso.example");
    }

    @Test
    void aPersonOfAnotherTenantSignsInWhereAnybodyMay() {
        emulator.add(EmulatorUser.named("eve@fabrikam.example"));
        PublicClientApplication app = applications
                .personIs("eve@fabrikam.example")
                .publicClient("common")
                .build();

        assertThat(app.acquireTokenInteractive("User.Read").execute()).belongsTo("eve@fabrikam.example");
    }

    @Test
    void aPlainProviderSignsPeopleInToo() {
        PublicClientApplication app = applications.oidcPublicClient("contoso").build();

        assertThat(app.acquireTokenInteractive().execute()).belongsTo("ada@contoso.example");
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN).get(0).path()).isEqualTo("/oidc/contoso/token");
    }

    @Test
    void anApplicationGetsItsOwnTokenInAnotherTenantAndAtAPlainProvider() {
        emulator.add(EmulatorTenant.named("fabrikam"));

        assertThat(applications
                        .confidentialClient("fabrikam")
                        .build()
                        .appTokens()
                        .acquireToken(SCOPE))
                .belongsToTheApplication();
        assertThat(applications
                        .oidcConfidentialClient("contoso")
                        .build()
                        .appTokens()
                        .acquireToken(SCOPE))
                .belongsToTheApplication();
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN))
                .extracting(EmulatorRequest::path)
                .containsExactly("/fabrikam/oauth2/v2.0/token", "/oidc/contoso/token");
    }

    @Test
    void anApplicationOfTheTestsOwnProvesItselfByACertificateInTheSameWorld() {
        // it is read today, and used when the test's clock says
        TestCertificate certificate = TestCertificates.valid(
                Instant.now().minus(Duration.ofDays(1)), CLOCK.instant().plus(Duration.ofDays(1)));
        emulator.add(EmulatorApp.of("daemon").withCertificate(certificate.certificate()));
        var app = ConfidentialClientApplication.builder("daemon", ClientCredentials.certificate(certificate.material()))
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(applications.adapters())
                .build();

        assertThat(app.appTokens().acquireToken(SCOPE)).isFromProvider();
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN).get(0)).hasNo("client_secret");
    }

    @Test
    void aPersonMayDecline() {
        PublicClientApplication app = applications.publicClient().build();
        emulator.faults()
                .next(
                        EmulatorEndpoint.AUTHORIZE,
                        Fault.oauthError(400, "access_denied", 65004, "The user declined to consent."));

        assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read").execute())
                .isInstanceOf(MsalCancelledException.class);
        assertThat(app.acquireTokenInteractive("User.Read").execute()).belongsTo("ada@contoso.example");
    }

    static Stream<Fault> faultsThatSendNobodyHome() {
        return Stream.of(Fault.status(503), Fault.reset(), Fault.html(200));
    }

    @ParameterizedTest
    @MethodSource("faultsThatSendNobodyHome")
    void whoeverMeetsAnotherFaultNeverComesBackAndNobodyWaits(Fault fault) {
        PublicClientApplication app = applications.publicClient().build();
        emulator.faults().next(EmulatorEndpoint.AUTHORIZE, fault);
        Instant start = CLOCK.instant();

        assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                        .timeout(Duration.ofMinutes(2))
                        .execute())
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("Nobody finished signing in");
        assertThat(CLOCK.instant()).isEqualTo(start.plus(Duration.ofMinutes(2)));
        assertThat(app.acquireTokenInteractive("User.Read").execute()).belongsTo("ada@contoso.example");
    }

    @Test
    void aPersonWhoIsTooSlowIsATimeoutAndNobodyWaits() {
        PublicClientApplication app = applications.publicClient().build();
        emulator.faults().next(EmulatorEndpoint.AUTHORIZE, Fault.slow(Duration.ofSeconds(3)));
        Instant start = CLOCK.instant();

        assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read")
                        .timeout(Duration.ofSeconds(2))
                        .execute())
                .isInstanceOf(MsalTimeoutException.class);
        assertThat(CLOCK.instant()).isEqualTo(start.plus(Duration.ofSeconds(3)));
        assertThat(emulator.tokenRequestCount()).isZero();
    }

    @Test
    void anHourPassesWhenTheTestSaysSo() {
        var app = applications.confidentialClient().build();
        var first = app.appTokens().acquireToken(SCOPE);
        CLOCK.advance(Duration.ofMinutes(61));

        assertThat(app.appTokens().acquireToken(SCOPE))
                .isFromProviderBecause(CacheRefreshReason.EXPIRED)
                .isAnotherTokenThan(first);
    }

    @Test
    void aProviderThatIsTooSlowIsATimeoutAndNobodyWaits() {
        var app = applications.confidentialClient().build();
        emulator.nextTokenRequest(Fault.slow(Duration.ofMinutes(4)));

        assertThatThrownBy(() -> app.acquireTokenForClient(SCOPE)
                        .timeout(Duration.ofMinutes(2))
                        .execute())
                .isInstanceOf(MsalTimeoutException.class);
    }

    @Test
    void theNarrowInterfacesAskTheirApplication() {
        var app = applications.confidentialClient().build();
        var user = applications.publicClient().build();
        var account =
                user.acquireTokenInteractive("User.Read").execute().account().orElseThrow();

        assertThat(app.appTokens().acquireToken(SCOPE))
                .belongsToTheApplication()
                .isFromProvider();
        assertThat(app.appTokens().acquireToken(SCOPE)).isFromCache();
        assertThat(user.userTokens().acquireToken(account, "User.Read"))
                .belongsTo(account)
                .isFromCache();
    }

    @Test
    void anAssertionOnARequestSaysWhatWasSentAndNoSecret() {
        applications.confidentialClient().build().appTokens().acquireToken(SCOPE);
        var sent = emulator.requests(EmulatorEndpoint.TOKEN).get(0);

        assertThat(sent).asksFor(SCOPE).wentTo(EmulatorEndpoint.TOKEN).hasHeader("Accept", "application/json");
        assertThatThrownBy(() -> assertThat(sent).hasGrantType("refresh_token"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("client_secret")
                .hasMessageNotContaining(emulator.defaultClientSecret().reveal());
        assertThatThrownBy(() -> assertThat(sent).asksFor("another")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(sent).hasNo("client_secret")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(sent).wentTo(EmulatorEndpoint.KEYS)).isInstanceOf(AssertionError.class);
    }

    @Test
    void anEmulatorOfAnotherTimeIsRefused() {
        assertThatThrownBy(() -> EmulatedApplications.of(emulator, new TestClock()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another clock");
    }
}
