package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.Event;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorFederation;
import io.openmsal.testing.emulator.EmulatorUser;
import io.openmsal.testing.emulator.Fault;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** User name and password over real connections, against an emulator that verifies each signature on the way. */
class UsernamePasswordTest {

    private static final TestClock CLOCK = new TestClock();
    private static final String ADA = "ada@contoso.example";
    private static final Secret PASSWORD = Secret.of("canary & <password> \"'\u00e9");

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create(Emulator.builder()
            .clock(CLOCK)
            .federation(EmulatorFederation.of("both.example"))
            .federation(EmulatorFederation.of("saml2.example").withSaml2())
            .federation(EmulatorFederation.of("old.example").withoutWsTrust13())
            .federation(EmulatorFederation.of("plain.example").withoutMetadata().withSaml2())
            .user(EmulatorUser.named("fay@both.example").withPassword(PASSWORD.reveal()))
            .user(EmulatorUser.named("fay@saml2.example").withPassword(PASSWORD.reveal()))
            .user(EmulatorUser.named("fay@old.example").withPassword(PASSWORD.reveal()))
            .user(EmulatorUser.named("fay@plain.example").withPassword(PASSWORD.reveal()))
            .user(EmulatorUser.named("o'fay&co@both.example").withPassword(PASSWORD.reveal())));

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Emulator emulator;
    private PublicClientApplication desktop;
    private ConfidentialClientApplication web;

    @BeforeEach
    void build() {
        emulator = EMULATOR.get();
        // with the usual retries, so that a password that was sent twice would be seen
        HttpSettings trusting = HttpSettings.builder()
                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                .build();
        Adapters adapters = Adapters.jdkOnly(trusting, events::add).withClock(CLOCK, new FakeSleeper(CLOCK));
        desktop = PublicClientApplication.builder(emulator.defaultPublicClientId())
                .trustedAuthority(emulator.authority("organizations"))
                .adapters(adapters)
                .build();
        web = Emulated.confidentialClient(emulator, adapters);
    }

    private AuthenticationResult signIn(String username, Secret password) {
        emulator.consent(username, desktop.clientId(), "User.Read");
        return desktop.acquireTokenByUsernamePassword(username, password, "User.Read")
                .execute();
    }

    @Nested
    class APersonOfTheProvider {

        @Test
        void isSignedInAndServedFromTheCacheAfterwards() {
            AuthenticationResult signedIn = signIn(ADA, Secret.of("ada-password"));

            assertThat(signedIn.account().map(Account::username)).contains(ADA);
            assertThat(desktop.accounts(ADA)).hasSize(1);
            emulator.clearRequests();
            AuthenticationResult again = desktop.acquireTokenSilent(
                            signedIn.account().orElseThrow(), "User.Read")
                    .execute();
            assertThat(again.source()).isEqualTo(TokenSource.CACHE);
            assertThat(emulator.requests()).isEmpty();
        }

        @Test
        void isSignedInByAConfidentialClientInATenant() {
            emulator.consent(ADA, web.clientId(), "User.Read");

            AuthenticationResult result = web.acquireTokenByUsernamePassword(
                            ADA, Secret.of("ada-password"), "User.Read")
                    .tenant("contoso.example")
                    .execute();

            assertThat(result.account().map(Account::username)).contains(ADA);
        }

        @Test
        void isToldWhenThePasswordIsWrong() {
            assertThatThrownBy(() -> signIn(ADA, Secret.of("canary-guess")))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            failure ->
                                    assertThat(failure.serviceError().codes()).containsExactly(50126L))
                    .hasMessageContaining("Check user name and password");
            assertThat(desktop.accounts(ADA)).isEmpty();
        }

        @Test
        void isNeededWhereAPasswordIsNotEnough() {
            emulator.nextTokenRequest(Fault.interactionRequired("basic_action"));

            assertThatThrownBy(() -> signIn(ADA, Secret.of("ada-password")))
                    .isInstanceOfSatisfying(
                            MsalInteractionRequiredException.class,
                            needed -> assertThat(needed.reason())
                                    .isEqualTo(MsalInteractionRequiredException.Reason.BASIC_ACTION));
        }

        @Test
        void isRefusedWithAPersonalAccount() {
            assertThatThrownBy(() -> desktop.acquireTokenByUsernamePassword("alan@live.example", PASSWORD, "User.Read")
                            .tenant("consumers")
                            .execute())
                    .isInstanceOf(MsalConfigurationException.class);
            assertThat(emulator.requests()).isEmpty();
        }
    }

    @Nested
    class APersonOfAnOrganization {

        @ParameterizedTest
        @CsvSource({
            "fay@both.example,13,saml1_1-bearer",
            "fay@saml2.example,13,saml2-bearer",
            "fay@old.example,2005,saml1_1-bearer",
            "fay@plain.example,13,saml2-bearer",
            "o'fay&co@both.example,13,saml1_1-bearer"
        })
        void isSignedInThereAndByItsAssertionHere(String username, String version, String grant) {
            AuthenticationResult result = signIn(username, PASSWORD);

            assertThat(result.account().map(Account::username)).contains(username);
            assertThat(emulator.requests(EmulatorEndpoint.WS_TRUST))
                    .singleElement()
                    .satisfies(request -> assertThat(request.path()).endsWith("/trust/" + version + "/usernamemixed"));
            assertThat(emulator.requests(EmulatorEndpoint.TOKEN))
                    .singleElement()
                    .satisfies(request -> assertThat(request.form())
                            .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:" + grant)
                            .doesNotContainKeys("username", "password"));
            assertThat(events.toString()).doesNotContain("canary");
        }

        @Test
        void isToldWhenThePasswordIsWrongAfterOneTry() {
            assertThatThrownBy(() -> signIn("fay@both.example", Secret.of("canary-guess")))
                    .isInstanceOf(MsalServiceException.class)
                    .hasMessageContaining("FailedAuthentication")
                    .hasMessageContaining("Check user name and password")
                    .message()
                    .doesNotContain("canary");
            assertThat(emulator.requests(EmulatorEndpoint.WS_TRUST)).hasSize(1);
            assertThat(emulator.tokenRequestCount()).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE s:Envelope [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><s:Envelope>&e;</s:Envelope>",
                    "<s:Envelope xmlns:s='urn:other'/>",
                    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
                    "<html>"
                })
        void losesNothingWhenTheServerAnswersNonsense(String body) {
            AuthenticationResult before = signIn("fay@both.example", PASSWORD);
            emulator.faults().next(EmulatorEndpoint.WS_TRUST, Fault.body(200, "application/soap+xml", body));

            assertThatThrownBy(() -> signIn("fay@both.example", PASSWORD))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("wstrust_invalid_response"));

            assertThat(desktop.acquireTokenSilent(before.account().orElseThrow(), "User.Read")
                            .execute()
                            .accessToken())
                    .isEqualTo(before.accessToken());
        }

        @Test
        void isNotSignedInByMetadataThatOffersNoPasswords() {
            emulator.faults()
                    .next(
                            EmulatorEndpoint.FEDERATION_METADATA,
                            Fault.body(
                                    200,
                                    "application/soap+xml",
                                    "<wsdl:definitions xmlns:wsdl='http://schemas.xmlsoap.org/wsdl/'/>"));

            assertThatThrownBy(() -> signIn("fay@both.example", PASSWORD))
                    .isInstanceOfSatisfying(
                            MsalServiceException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("wstrust_endpoint_not_found"));
            assertThat(emulator.requests(EmulatorEndpoint.WS_TRUST)).isEmpty();
        }
    }
}
