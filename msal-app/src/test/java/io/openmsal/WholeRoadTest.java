package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sign in, get a token, keep it, refresh it, sign out: over real connections, against the emulator. */
class WholeRoadTest {

    private static final TestClock CLOCK = new TestClock();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;
    private Adapters adapters;
    private PublicClientApplication desktop;
    private ConfidentialClientApplication daemon;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        adapters = Emulated.adapters(emulator, CLOCK, EventSink.none());
        desktop = Emulated.publicClient(emulator, adapters);
        daemon = Emulated.confidentialClient(emulator, adapters);
    }

    private Account signIn() {
        return desktop.acquireTokenInteractive("User.Read").execute().account().orElseThrow();
    }

    @Nested
    class APersonOnADesktop {

        @Test
        void signsInAndIsServedFromTheCacheAfterwards() {
            AuthenticationResult signedIn = desktop.acquireTokenInteractive("User.Read")
                    .loginHint("ada@contoso.example")
                    .execute();

            assertThat(signedIn.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
            assertThat(signedIn.idTokenClaims().orElseThrow().audience()).contains(desktop.clientId());
            emulator.clearRequests();

            AuthenticationResult again = desktop.acquireTokenSilent(
                            signedIn.account().orElseThrow(), "User.Read")
                    .execute();

            assertThat(again.accessToken()).isEqualTo(signedIn.accessToken());
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(emulator.requests()).isEmpty();
        }

        @Test
        void isRefreshedWithoutBeingAskedAsOftenAsItTakes() {
            Account ada = signIn();
            String last = desktop.acquireTokenSilent(ada, "User.Read").execute().accessToken();

            for (int hour = 0; hour < 5; hour++) {
                CLOCK.advance(Duration.ofMinutes(90));
                AuthenticationResult refreshed =
                        desktop.acquireTokenSilent(ada, "User.Read").execute();
                assertThat(refreshed.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
                assertThat(refreshed.accessToken()).isNotEqualTo(last);
                last = refreshed.accessToken();
            }
        }

        @Test
        void hasToSignInAgainWhenTheRefreshTokenWasRevoked() {
            Account ada = signIn();
            emulator.revokeRefreshTokens("ada@contoso.example");
            CLOCK.advance(Duration.ofHours(2));

            assertThat(desktop.acquireTokenSilent(ada, "User.Read").tryExecute())
                    .isEmpty();
            assertThatThrownBy(
                            () -> desktop.acquireTokenSilent(ada, "User.Read").execute())
                    .isInstanceOf(MsalInteractionRequiredException.class);
        }

        @Test
        void isListedAndGoneAfterSigningOut() {
            Account ada = signIn();
            assertThat(desktop.accounts()).containsExactly(ada);
            assertThat(desktop.accounts("ADA@contoso.example")).containsExactly(ada);
            assertThat(desktop.account(ada.homeAccountId())).contains(ada);

            desktop.removeAccount(ada);

            assertThat(desktop.accounts()).isEmpty();
            assertThat(desktop.acquireTokenSilent(ada, "User.Read").tryExecute())
                    .isEmpty();
        }

        @Test
        void signsInOnAnotherDeviceForTwoRequestsAndThePolls() {
            emulator.deviceCodeInterval(Duration.ofSeconds(5));
            DeviceCode[] shown = new DeviceCode[1];

            AuthenticationResult result = desktop.acquireTokenByDeviceCode(
                            code -> {
                                shown[0] = code;
                                emulator.approveDeviceCode(code.userCode(), "ada@contoso.example");
                            },
                            "User.Read")
                    .execute();

            assertThat(result.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
            assertThat(shown[0].message()).contains(shown[0].userCode());
            assertThat(emulator.requests()).hasSize(2);
        }

        @Test
        void signsInOnAnotherDeviceInTwoStepsOfTwoPrograms() {
            DeviceCode code = desktop.deviceAuthorization("User.Read").begin();
            PublicClientApplication later = Emulated.publicClient(emulator, adapters);
            assertThat(later.acquireTokenByDeviceCode(code, "User.Read").tryExecute())
                    .isEmpty();

            emulator.approveDeviceCode(code.userCode(), "ada@contoso.example");
            CLOCK.advance(code.interval());

            AuthenticationResult result = later.acquireTokenByDeviceCode(code, "User.Read")
                    .tryExecute()
                    .orElseThrow();
            assertThat(result.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
            assertThat(later.acquireTokenSilent(result.account().orElseThrow(), "User.Read")
                            .execute()
                            .accessToken())
                    .isEqualTo(result.accessToken());
        }

        @Test
        void mayWaitInTheSecondStep() {
            DeviceCode code = desktop.deviceAuthorization("User.Read").begin();
            emulator.approveDeviceCode(code.userCode(), "ada@contoso.example");

            assertThat(desktop.acquireTokenByDeviceCode(code, "User.Read")
                            .execute()
                            .account())
                    .isPresent();
        }

        @Test
        void mayDeclineOnAnotherDevice() {
            assertThatThrownBy(() -> desktop.acquireTokenByDeviceCode(
                                    code -> emulator.declineDeviceCode(code.userCode()), "User.Read")
                            .execute())
                    .isInstanceOf(MsalCancelledException.class);
        }

        @Test
        void isOfferedTheClaimsThatAreStillMissing() {
            Account ada = signIn();
            CLOCK.advance(Duration.ofHours(2));
            emulator.nextTokenRequest(Fault.claimsChallenge("{\"access_token\":{\"acrs\":{\"essential\":true}}}"));

            assertThatThrownBy(
                            () -> desktop.acquireTokenSilent(ada, "User.Read").execute())
                    .isInstanceOfSatisfying(
                            MsalInteractionRequiredException.class,
                            needed -> assertThat(needed.claims().orElseThrow()).contains("acrs"));
        }

        @Test
        void comesAlongFromAnotherLibraryWithARefreshToken() {
            PendingSignIn elsewhere =
                    desktop.signIn(URI.create("http://localhost/"), "User.Read").begin();
            assertThat(elsewhere.authorizationUri()).isNotNull();
            assertThatThrownBy(() -> desktop.acquireTokenByRefreshToken(Secret.of("unknown"), "User.Read")
                            .execute())
                    .isInstanceOf(MsalInteractionRequiredException.class);
        }
    }

    @Nested
    class AWebApplication {

        private final URI redirect = URI.create("https://app.example/signed-in");

        @Test
        void signsAPersonInInTwoSteps() {
            PendingSignIn pending = daemon.signIn(redirect, "User.Read").begin();
            Map<String, String> answer = emulator.signIn(pending.authorizationUri(), "ada@contoso.example");

            AuthenticationResult result =
                    daemon.acquireTokenByAuthorizationCode(pending, answer).execute();

            assertThat(result.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
            assertThat(daemon.acquireTokenSilent(result.account().orElseThrow(), "User.Read")
                            .execute()
                            .source())
                    .isEqualTo(TokenSource.CACHE);
        }

        @Test
        void refusesAnAnswerWithAForgedState() {
            PendingSignIn pending = daemon.signIn(redirect, "User.Read").begin();
            Map<String, String> answer =
                    new HashMap<>(emulator.signIn(pending.authorizationUri(), "ada@contoso.example"));
            answer.put("state", "forged");
            emulator.clearRequests();

            assertThatThrownBy(() -> daemon.acquireTokenByAuthorizationCode(pending, answer)
                            .execute())
                    .isInstanceOf(MsalUntrustedResponseException.class);
            assertThat(emulator.requests()).isEmpty();
        }

        @Test
        void refusesIdTokensThatAreNotForIt() {
            for (Fault forgery : new Fault[] {Fault.wrongAudience(), Fault.wrongNonce(), Fault.wrongIssuer()}) {
                PendingSignIn pending = daemon.signIn(redirect, "User.Read").begin();
                Map<String, String> answer = emulator.signIn(pending.authorizationUri(), "ada@contoso.example");
                emulator.nextTokenRequest(forgery);

                assertThatThrownBy(() -> daemon.acquireTokenByAuthorizationCode(pending, answer)
                                .execute())
                        .isInstanceOf(MsalUntrustedResponseException.class);
            }
        }
    }

    @Nested
    class AWebApi {

        @Test
        void getsATokenForTheNextApiOnBehalfOfItsCaller() {
            emulator.consent("ada@contoso.example", daemon.clientId(), "User.Read");
            Secret received = Secret.of(desktop.acquireTokenInteractive("api://orders/read")
                    .execute()
                    .accessToken());
            emulator.clearRequests();

            AuthenticationResult first =
                    daemon.acquireTokenOnBehalfOf(received, "User.Read").execute();
            AuthenticationResult again =
                    daemon.acquireTokenOnBehalfOf(received, "User.Read").execute();

            assertThat(first.account().orElseThrow().username()).isEqualTo("ada@contoso.example");
            assertThat(first.accessToken()).isNotEqualTo(received.reveal());
            assertThat(again.accessToken()).isEqualTo(first.accessToken());
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(again.account()).isEqualTo(first.account());
            assertThat(emulator.requests()).hasSize(1);
        }

        @Test
        void isToldThatItsCallerHasToConsent() {
            Secret received = Secret.of(desktop.acquireTokenInteractive("api://orders/read")
                    .execute()
                    .accessToken());

            assertThatThrownBy(() ->
                            daemon.acquireTokenOnBehalfOf(received, "User.Read").execute())
                    .isInstanceOf(MsalInteractionRequiredException.class)
                    .message()
                    .contains("AADSTS65001")
                    .doesNotContain(received.reveal());
        }

        @Test
        void isRefusedWithoutTheTokenItReceived() {
            assertThatThrownBy(() -> daemon.acquireTokenOnBehalfOf(Secret.of(""), "User.Read")
                            .execute())
                    .isInstanceOf(MsalConfigurationException.class);
            assertThat(emulator.requests()).isEmpty();
        }
    }

    @Nested
    class ADaemon {

        @Test
        void getsItsFirstTokenWithExactlyOneRequest() {
            daemon.acquireTokenForClient(Emulated.SCOPE).execute();

            assertThat(emulator.requests()).hasSize(1);
        }

        @Test
        void provesWhoItIsWithACertificate() {
            TestCertificate certificate = TestCertificates.valid();
            String clientId = UUID.randomUUID().toString();
            emulator.add(EmulatorApp.of(clientId).withCertificate(certificate.certificate()));
            ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                            clientId,
                            ClientCredentials.pemCertificate(
                                    certificate.certificatePem(),
                                    Secret.of(certificate.encryptedPrivateKeyPem(Secret.of("pass phrase"))),
                                    Optional.of(Secret.of("pass phrase"))))
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(Adapters.jdkOnly(Emulated.settings(emulator), EventSink.none()))
                    .build();
            CLOCK.set(java.time.Instant.now());

            assertThat(app.acquireTokenForClient(Emulated.SCOPE).execute().accessToken())
                    .isNotEmpty();
        }

        @Test
        void provesWhoItIsWithAPfxFileOrAKeyStore(@TempDir Path folder) throws Exception {
            TestCertificate certificate = TestCertificates.issuedByAuthority();
            Secret password = Secret.of("pass phrase");
            Path pfx = Files.write(folder.resolve("app.pfx"), certificate.pfx(password));
            CLOCK.set(java.time.Instant.now());

            assertProves(certificate, ClientCredentials.pfxCertificate(pfx, password));
            assertProves(
                    certificate,
                    ClientCredentials.keyStoreCertificate(certificate.keyStore("mine", password), "mine", password));
            assertProves(
                    certificate, ClientCredentials.pfxCertificate(pfx, password).withCertificateChain());
        }

        private void assertProves(TestCertificate certificate, ClientCredential credential) {
            String clientId = UUID.randomUUID().toString();
            emulator.add(EmulatorApp.of(clientId).withCertificate(certificate.certificate()));
            ConfidentialClientApplication app = ConfidentialClientApplication.builder(clientId, credential)
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(Adapters.jdkOnly(Emulated.settings(emulator), EventSink.none()))
                    .build();

            assertThat(app.acquireTokenForClient(Emulated.SCOPE).execute().accessToken())
                    .isNotEmpty();
        }

        @Test
        void isToldInWordsWhenItsSecretIsWrong() {
            ConfidentialClientApplication wrong = ConfidentialClientApplication.builder(
                            emulator.defaultConfidentialClientId(), ClientCredentials.secret("canary-wrong"))
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(adapters)
                    .build();

            assertThatThrownBy(() -> wrong.acquireTokenForClient(Emulated.SCOPE).execute())
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            refused ->
                                    assertThat(refused.serviceError().codes()).contains(7000215L))
                    .message()
                    .contains("invalid_client")
                    .doesNotContain("canary-wrong");
        }

        @Test
        void livesThroughWhateverTheServerDoes() {
            assertFault(Fault.tooManyRequests(Duration.ofSeconds(30)), MsalThrottledException.class);
            assertFault(Fault.status(503), MsalServiceException.class);
            assertFault(Fault.html(200), MsalServiceException.class);
            assertFault(Fault.reset(), MsalTransportException.class);
            assertFault(Fault.truncated(), MsalTransportException.class);
            assertFault(Fault.oversized(10 * 1024 * 1024), MsalServiceException.class);

            CLOCK.advance(Duration.ofMinutes(1));
            assertThat(daemon.acquireTokenForClient(Emulated.SCOPE).execute().source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }

        @Test
        void leavesAServerAloneThatAskedForPatienceUnlessToldNotTo() {
            emulator.nextTokenRequest(Fault.tooManyRequests(Duration.ofSeconds(30)));
            assertThatThrownBy(
                            () -> daemon.acquireTokenForClient(Emulated.SCOPE).execute())
                    .isInstanceOf(MsalThrottledException.class);
            emulator.clearRequests();

            assertThatThrownBy(
                            () -> daemon.acquireTokenForClient(Emulated.SCOPE).execute())
                    .isInstanceOf(MsalThrottledException.class)
                    .hasMessageContaining("was not sent");
            assertThat(emulator.requests()).isEmpty();

            ConfidentialClientApplication stubborn = ConfidentialClientApplication.builder(
                            emulator.defaultConfidentialClientId(),
                            ClientCredentials.secret(
                                    emulator.defaultClientSecret().reveal()))
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(adapters)
                    .noThrottling()
                    .build();
            emulator.nextTokenRequest(Fault.tooManyRequests(Duration.ofSeconds(30)));
            assertThatThrownBy(
                            () -> stubborn.acquireTokenForClient(Emulated.SCOPE).execute())
                    .isInstanceOf(MsalThrottledException.class);
            assertThat(stubborn.acquireTokenForClient(Emulated.SCOPE).execute().source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }

        @Test
        void introducesItselfToTheServer() {
            ConfidentialClientApplication named = ConfidentialClientApplication.builder(
                            emulator.defaultConfidentialClientId(),
                            ClientCredentials.secret(
                                    emulator.defaultClientSecret().reveal()))
                    .trustedAuthority(emulator.authority("contoso"))
                    .adapters(adapters)
                    .applicationName("payroll", "2.1")
                    .build();

            named.acquireTokenForClient(Emulated.SCOPE).execute();

            EmulatorRequest sent = emulator.requests().get(emulator.requests().size() - 1);
            assertThat(sent.header("x-app-name")).contains("payroll");
            assertThat(sent.header("x-app-ver")).contains("2.1");
            assertThat(sent.header("x-client-OS")).isPresent();
            assertThat(sent.header("x-client-current-telemetry")).contains("4|730,2|");
        }

        @Test
        void tellsTheServerHowOftenTheCacheServedInBetween() {
            daemon.acquireTokenForClient(Emulated.SCOPE).execute();
            daemon.acquireTokenForClient(Emulated.SCOPE).execute();
            daemon.acquireTokenForClient(Emulated.SCOPE).execute();

            daemon.acquireTokenForClient(Emulated.SCOPE).forceRefresh().execute();

            EmulatorRequest sent = emulator.requests().get(emulator.requests().size() - 1);
            assertThat(sent.header("x-client-current-telemetry")).contains("4|730,1|");
            assertThat(sent.header("x-client-last-telemetry")).contains("4|2|||");
        }

        private void assertFault(Fault fault, Class<? extends RuntimeException> expected) {
            CLOCK.advance(Duration.ofMinutes(1));
            emulator.nextTokenRequest(fault);
            assertThatThrownBy(
                            () -> daemon.acquireTokenForClient(Emulated.SCOPE).execute())
                    .as(fault.toString())
                    .isInstanceOf(expected)
                    .hasMessageContaining("localhost");
        }

        @Test
        void worksTheSameOnApacheHttpClient() {
            try (ApacheHttpTransport apache = new ApacheHttpTransport(Emulated.settings(emulator))) {
                ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                                emulator.defaultConfidentialClientId(),
                                ClientCredentials.secret(
                                        emulator.defaultClientSecret().reveal()))
                        .trustedAuthority(emulator.authority("contoso"))
                        .transport(apache)
                        .build();

                assertThat(app.acquireTokenForClient(Emulated.SCOPE).execute().tokenType())
                        .isEqualTo("Bearer");
            }
        }
    }

    @Nested
    class AnyOpenIdConnectProvider {

        @Test
        void isNotBelievedWhenItsMetadataHasTenMegabytes() {
            PublicClientApplication app = PublicClientApplication.builder(emulator.defaultPublicClientId())
                    .oidcAuthority(emulator.oidcAuthority("contoso"))
                    .adapters(adapters)
                    .build();
            emulator.faults().next(EmulatorEndpoint.OPENID_CONFIGURATION, Fault.oversized(10 * 1024 * 1024));

            assertThatThrownBy(() -> app.acquireTokenInteractive("User.Read").execute())
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("response_too_large"));

            CLOCK.advance(Duration.ofSeconds(5));
            assertThat(app.acquireTokenInteractive("User.Read").execute().source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }

        @Test
        void isFoundByItsMetadata() {
            PublicClientApplication app = PublicClientApplication.builder(emulator.defaultPublicClientId())
                    .oidcAuthority(emulator.oidcAuthority("contoso"))
                    .adapters(adapters)
                    .build();

            AuthenticationResult result =
                    app.acquireTokenInteractive("User.Read").execute();
            Account account = result.account().orElseThrow();

            assertThat(account.homeAccountId())
                    .isEqualTo(result.idTokenClaims().orElseThrow().subject().orElseThrow());
            CLOCK.advance(Duration.ofHours(2));
            assertThat(app.acquireTokenSilent(account, "User.Read").execute().source())
                    .isEqualTo(TokenSource.IDENTITY_PROVIDER);
        }
    }
}
