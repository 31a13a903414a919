package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.JdkMutualTlsTransports;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens bound to a certificate, and bearer tokens got with one, over real TLS (RFC 8705). */
class MutualTlsTest {

    private static final String APP = "4b5e8a0c-7f1d-4c7a-9d3f-2f3f8f2f9c01";
    private static final TestClock CLOCK = new TestClock(Instant.now());

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final TestCertificate certificate = TestCertificates.rsa(2048);
    private Emulator emulator;

    @BeforeEach
    void register() {
        emulator = EMULATOR.get();
        emulator.add(EmulatorApp.of(APP).withCertificate(certificate.certificate()));
    }

    private static ClientCertificate credential(TestCertificate of) {
        Secret password = Secret.of("changeit");
        KeyStore store = of.keyStore("app", password);
        return ClientCredentials.keyStoreCertificate(store, "app", password);
    }

    private ConfidentialClientApplication app(ClientCredential credential) {
        return ConfidentialClientApplication.builder(APP, credential)
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(Emulated.adapters(emulator, CLOCK, EventSink.none()))
                .build();
    }

    private EmulatorRequest onlyTokenRequest() {
        List<EmulatorRequest> requests = emulator.requests(EmulatorEndpoint.TOKEN);
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private static String payload(AuthenticationResult result) {
        return new String(Base64.getUrlDecoder().decode(result.accessToken().split("\\.")[1]), StandardCharsets.UTF_8);
    }

    /** What goes around a transport of the caller's own would go around its proxy and its trust too. */
    @Test
    void nothingGoesAroundATransportOfTheCallersOwn() {
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(APP, credential(certificate))
                .trustedAuthority(emulator.authority("contoso"))
                .transport(emulator.transport())
                .build();

        assertThatThrownBy(() -> app.acquireTokenForClient(Emulated.SCOPE)
                        .withMutualTlsProofOfPossession()
                        .execute())
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("mutual_tls_transport_required"))
                .hasMessageContaining("mutualTlsTransports(...)");
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN)).isEmpty();
    }

    @Test
    void handshakesGoThroughWhatTheCallerSays() {
        Adapters world = Emulated.adapters(emulator, CLOCK, EventSink.none());
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(APP, credential(certificate))
                .trustedAuthority(emulator.authority("contoso"))
                .transport(emulator.transport())
                .mutualTlsTransports(world.mutualTls())
                .build();

        app.acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();

        assertThat(onlyTokenRequest().clientCertificate()).contains(certificate.certificate());
    }

    @Test
    void theTokenIsBoundToTheCertificateThatTheServerSaw() {
        AuthenticationResult result = app(credential(certificate))
                .acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();

        String thumbprint = result.bindingIdentity().orElseThrow().thumbprint();
        assertThat(result.authorizationHeader()).startsWith("mtls_pop ");
        assertThat(payload(result)).contains("\"cnf\":{\"x5t#S256\":\"" + thumbprint + "\"}");
        assertThat(onlyTokenRequest().clientCertificate()).contains(certificate.certificate());
        assertThat(onlyTokenRequest().form()).doesNotContainKey("client_assertion");
    }

    @Test
    void whatTheResultHoldsIsAllThatCallingAWebApiTakes() throws Exception {
        AuthenticationResult result = app(credential(certificate))
                .acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();
        emulator.clearRequests();

        new JdkMutualTlsTransports(Emulated.settings(emulator))
                .presenting(result.bindingIdentity().orElseThrow())
                .send(HttpRequest.get(
                                URI.create(emulator.authority("contoso") + "/v2.0/.well-known/openid-configuration"))
                        .withHeader("Authorization", result.authorizationHeader()));

        assertThat(emulator.requests())
                .singleElement()
                .satisfies(seen -> assertThat(seen.clientCertificate()).contains(certificate.certificate()));
    }

    @Test
    void boundAndBearerTokensAreKeptApart() {
        ConfidentialClientApplication app = app(credential(certificate));
        String bearer = app.acquireTokenForClient(Emulated.SCOPE).execute().accessToken();

        AuthenticationResult bound = app.acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();

        assertThat(bound.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(app.acquireTokenForClient(Emulated.SCOPE).execute().accessToken())
                .isEqualTo(bearer);
        AuthenticationResult again = app.acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();
        assertThat(again.source()).isEqualTo(TokenSource.CACHE);
        assertThat(again.accessToken()).isEqualTo(bound.accessToken());
        assertThat(again.bindingIdentity()).isPresent();
    }

    @Test
    void aCertificateThatIsNotRegisteredIsRefusedByTheServer() {
        ConfidentialClientApplication app = app(credential(TestCertificates.rsa(2048)));

        assertThatThrownBy(() -> app.acquireTokenForClient(Emulated.SCOPE)
                        .withMutualTlsProofOfPossession()
                        .execute())
                .isInstanceOf(MsalException.class)
                .hasMessageContaining("AADSTS7000272");
    }

    @Test
    void aBearerTokenIsGotWithTheCertificateInTheHandshakeToo() {
        AuthenticationResult result = app(credential(certificate).overMutualTls())
                .acquireTokenForClient(Emulated.SCOPE)
                .execute();

        assertThat(result.tokenType()).isEqualTo("Bearer");
        assertThat(payload(result)).doesNotContain("cnf");
        assertThat(onlyTokenRequest().clientCertificate()).contains(certificate.certificate());
        assertThat(onlyTokenRequest().form()).containsKey("client_assertion");
    }

    @Test
    void usuallyNoCertificateIsShown() {
        app(credential(certificate)).acquireTokenForClient(Emulated.SCOPE).execute();

        assertThat(onlyTokenRequest().clientCertificate()).isEmpty();
    }

    @Test
    void anApplicationWithASecretIsToldBeforeAnythingIsSent() {
        ConfidentialClientApplication app = app(ClientCredentials.secret("a-secret"));

        ClientCredentialsRequest bound =
                app.acquireTokenForClient(Emulated.SCOPE).withMutualTlsProofOfPossession();

        assertThatThrownBy(bound::execute)
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("Use a certificate");
        assertThat(emulator.tokenRequestCount()).isZero();
    }

    static Stream<ClientCredential> failingSuppliers() {
        Supplier<AssertionSigner> signers = () -> {
            throw new IllegalStateException("canary");
        };
        Supplier<TlsIdentity> certificates = () -> {
            throw new IllegalStateException("canary");
        };
        return Stream.of(
                ClientCredential.certificate(signers),
                ClientCredential.certificate(signers).inHandshakeAlone(),
                ClientCredential.boundAssertion(certificates, (request, shown) -> Secret.of("assertion")));
    }

    @ParameterizedTest
    @MethodSource("failingSuppliers")
    void whatSuppliesTheCertificateFailsWithTheCallAndTyped(ClientCredential credential) {
        ClientCredentialsRequest bound =
                app(credential).acquireTokenForClient(Emulated.SCOPE).withMutualTlsProofOfPossession();

        assertThatThrownBy(() -> bound.correlationId("id-1").execute())
                .isInstanceOfSatisfying(MsalConfigurationException.class, failure -> {
                    assertThat(failure.errorCode()).isEqualTo("client_credential_failed");
                    assertThat(failure.correlationId()).contains("id-1");
                })
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("canary");
        assertThat(emulator.tokenRequestCount()).isZero();
    }

    @Test
    void whatSuppliesTheCertificateHasNoMoreTimeThanTheCall() {
        Supplier<AssertionSigner> slow = () -> {
            CLOCK.advance(Duration.ofMinutes(2));
            return new FakeAssertionSigner(certificate);
        };

        ClientCredentialsRequest bound = app(ClientCredential.certificate(slow))
                .acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .timeout(Duration.ofSeconds(10));

        assertThatThrownBy(() -> bound.correlationId("id-1").execute())
                .isInstanceOfSatisfying(
                        MsalTimeoutException.class,
                        over -> assertThat(over.correlationId()).contains("id-1"));
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void theCertificateOfTheMomentIsShownWhenARequestIsExecutedOnceMore() {
        FakeAssertionSigner signer = new FakeAssertionSigner(certificate);
        ClientCredentialsRequest bound = app(ClientCredential.certificate(signer))
                .acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession();
        bound.execute();
        signer.rotateTo(TestCertificates.rsa(2048));

        assertThatThrownBy(bound::execute)
                .as("the renewed certificate is registered nowhere yet")
                .hasMessageContaining("AADSTS7000272");
    }
}
