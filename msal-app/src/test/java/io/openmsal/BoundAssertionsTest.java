package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.http.JdkMutualTlsTransports;
import io.openmsal.domain.client.ClientCertificate;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An application that proves itself by a token which another application got for it, bound to a certificate, over real TLS: what each
 * half is worth without the other.
 */
class BoundAssertionsTest {

    private static final String BLUEPRINT = "4b5e8a0c-7f1d-4c7a-9d3f-2f3f8f2f9c11";
    private static final String AGENT = "4b5e8a0c-7f1d-4c7a-9d3f-2f3f8f2f9c12";
    private static final String EXCHANGE = "api://AzureADTokenExchange/.default";
    private static final TestClock CLOCK = new TestClock(Instant.now());
    private static final TestCertificate CERTIFICATE = TestCertificates.valid();

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final ClientCertificate certificate = credential(CERTIFICATE);
    private Emulator emulator;
    private ConfidentialClientApplication blueprint;

    @BeforeEach
    void register() {
        emulator = EMULATOR.get();
        emulator.add(EmulatorApp.of(BLUEPRINT).withCertificate(CERTIFICATE.certificate()));
        emulator.add(EmulatorApp.of(AGENT).asAgentOf(BLUEPRINT).withAdminConsent());
        blueprint = app(BLUEPRINT, certificate);
    }

    private static ClientCertificate credential(TestCertificate of) {
        Secret password = Secret.of("changeit");
        return ClientCredentials.keyStoreCertificate(of.keyStore("app", password), "app", password);
    }

    private ConfidentialClientApplication app(String clientId, ClientCredential credential) {
        return ConfidentialClientApplication.builder(clientId, credential)
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(Emulated.adapters(emulator, CLOCK, EventSink.none()))
                .build();
    }

    private Secret boundWordForTheAgent() {
        return Secret.of(blueprint
                .acquireTokenForClient(EXCHANGE)
                .fmiPath(AGENT)
                .withMutualTlsProofOfPossession()
                .execute()
                .accessToken());
    }

    private EmulatorRequest lastTokenRequest() {
        List<EmulatorRequest> requests = emulator.requests(EmulatorEndpoint.TOKEN);
        return requests.get(requests.size() - 1);
    }

    private static String payload(AuthenticationResult result) {
        return new String(Base64.getUrlDecoder().decode(result.accessToken().split("\\.")[1]), StandardCharsets.UTF_8);
    }

    @Test
    void bothTogetherGetABearerTokenAndOneThatIsBoundToTheSameCertificate() {
        ConfidentialClientApplication agent = app(
                AGENT,
                ClientCredentials.boundAssertion(certificate::tlsIdentity, (request, bound) -> boundWordForTheAgent()));

        AuthenticationResult bearer =
                agent.acquireTokenForClient(Emulated.SCOPE).execute();
        AuthenticationResult bound = agent.acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();

        assertThat(bearer.tokenType()).isEqualTo("Bearer");
        assertThat(payload(bearer)).doesNotContain("cnf");
        String thumbprint = certificate.tlsIdentity().thumbprint();
        assertThat(bound.bindingIdentity().map(TlsIdentity::thumbprint)).contains(thumbprint);
        assertThat(payload(bound)).contains("\"cnf\":{\"x5t#S256\":\"" + thumbprint + "\"}");
        assertThat(lastTokenRequest().clientCertificate()).contains(CERTIFICATE.certificate());
        assertThat(lastTokenRequest().form())
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-pop")
                .containsEntry("client_id", AGENT);
    }

    @Test
    void theAssertionAloneIsWorthNothing() {
        Secret stolen = boundWordForTheAgent();
        ConfidentialClientApplication thief = app(AGENT, ClientCredentials.assertion(() -> stolen));

        assertThatThrownBy(() -> thief.acquireTokenForClient(Emulated.SCOPE).execute())
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("bound to a certificate");
    }

    @Test
    void theAssertionWithACertificateOfTheThiefsIsWorthNothingEither() throws Exception {
        // by hand, because this library would not send it
        String form = "client_id=" + AGENT + "&grant_type=client_credentials&scope="
                + URLEncoder.encode(Emulated.SCOPE, StandardCharsets.UTF_8)
                + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-pop&client_assertion="
                + boundWordForTheAgent().reveal();

        HttpResponse answer = new JdkMutualTlsTransports(Emulated.settings(emulator))
                .presenting(credential(TestCertificates.valid()).tlsIdentity())
                .send(HttpRequest.post(
                        URI.create(emulator.authority("contoso") + "/oauth2/v2.0/token"),
                        "application/x-www-form-urlencoded",
                        form));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("not bound to the certificate of the TLS handshake");
    }

    @Test
    void aWordThatIsNotBoundDoesNotPassForOneThatIs() {
        ConfidentialClientApplication agent = app(
                AGENT,
                ClientCredentials.boundAssertion(
                        certificate::tlsIdentity,
                        (request, bound) -> Secret.of(blueprint
                                .acquireTokenForClient(EXCHANGE)
                                .fmiPath(AGENT)
                                .execute()
                                .accessToken())));

        assertThatThrownBy(() -> agent.acquireTokenForClient(Emulated.SCOPE).execute())
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("not bound to the certificate");
    }
}
