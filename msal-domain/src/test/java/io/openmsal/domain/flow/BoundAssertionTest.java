package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.AssertionRequest;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An assertion that is bound to a certificate (Microsoft's jwt-pop): what is sent, what is shown, and what is never sent. */
class BoundAssertionTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.microsoft.com/.default");
    private static final TestCertificate CERTIFICATE = TestCertificates.valid();
    private static final TestCertificate NEXT = TestCertificates.valid();
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-pop";

    private final List<TlsIdentity> told = new ArrayList<>();
    private TestCertificate present = CERTIFICATE;

    private static TlsIdentity identity(TestCertificate certificate) {
        return new TlsIdentity(certificate.privateKey(), certificate.chain());
    }

    /** As the token of another application has it. */
    private static Secret boundTo(TlsIdentity certificate) {
        String claims = "{\"sub\":\"somebody\",\"cnf\":{\"x5t#S256\":\"" + certificate.thumbprint() + "\"}}";
        return Secret.of(part("{\"alg\":\"RS256\"}") + "." + part(claims) + ".c2lnbmF0dXJl");
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private ClientCredential credential() {
        return ClientCredential.boundAssertion(() -> identity(present), (request, certificate) -> {
            told.add(certificate);
            return boundTo(certificate);
        });
    }

    private static Flows flows(ClientCredential credential) {
        return new Flows(EntraAuthority.of("https://login.microsoftonline.com/contoso.example"), credential);
    }

    private static AuthenticationResult bearer(Flows flows) {
        return flows.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call);
    }

    private static AuthenticationResult bound(Flows flows, ClientCredential credential) {
        RequestShape shape = RequestShape.PLAIN.presentedBy(AuthenticationScheme.mutualTls(credential.tlsIdentity()));
        return flows.clientCredentials.acquire(
                null, GRAPH, new CachePolicy(false, shape, MinimumLifetime.standard()), flows::call);
    }

    @Test
    void isSentWithItsCertificateInTheHandshakeForABearerToken() {
        Flows flows = flows(credential());
        flows.http.reply(200, Answers.own("bearer").json());

        assertThat(bearer(flows).authorizationHeader()).isEqualTo("Bearer bearer");

        assertThat(flows.http.onlyRequest().uri())
                .hasToString("https://mtlsauth.microsoft.com/contoso.example/oauth2/v2.0/token");
        assertThat(flows.http.onlyRequest().formParameter("client_assertion_type"))
                .contains(TYPE);
        assertThat(flows.http.onlyRequest().formParameter("client_assertion"))
                .contains(boundTo(identity(CERTIFICATE)).reveal());
        assertThat(flows.http.onlyRequest().formParameter("token_type")).isEmpty();
        assertThat(flows.mutualTls.presented()).containsExactly(identity(CERTIFICATE));
        assertThat(told).containsExactly(identity(CERTIFICATE));
    }

    @Test
    void isSentAsWellForATokenThatIsBoundToTheCertificateItself() {
        ClientCredential credential = credential();
        Flows flows = flows(credential);
        flows.http.reply(
                200, Answers.own("bound").with("token_type", "mtls_pop").json());

        AuthenticationResult result = bound(flows, credential);

        assertThat(result.authorizationHeader()).isEqualTo("mtls_pop bound");
        assertThat(result.bindingIdentity()).contains(identity(CERTIFICATE));
        assertThat(flows.http.onlyRequest().formParameter("token_type")).contains("mtls_pop");
        assertThat(flows.http.onlyRequest().formParameter("client_assertion_type"))
                .contains(TYPE);
        assertThat(flows.mutualTls.presented()).containsExactly(identity(CERTIFICATE));
        assertThat(bound(flows, credential).source()).isEqualTo(TokenSource.CACHE);
        assertThat(told).hasSize(1);
    }

    @Test
    void isMadeForTheCertificateOfTheMomentSoThatARenewedOneGetsATokenOfItsOwn() {
        ClientCredential credential = credential();
        Flows flows = flows(credential);
        flows.http
                .reply(200, Answers.own("old").with("token_type", "mtls_pop").json())
                .reply(200, Answers.own("new").with("token_type", "mtls_pop").json());
        bound(flows, credential);

        present = NEXT;

        assertThat(bound(flows, credential).accessToken()).isEqualTo("new");
        assertThat(told).containsExactly(identity(CERTIFICATE), identity(NEXT));
        assertThat(flows.mutualTls.presented()).containsExactly(identity(CERTIFICATE), identity(NEXT));
    }

    @Test
    void ofAnotherCertificateIsRefusedBeforeAnythingIsSent() {
        Secret stale = boundTo(identity(NEXT));
        Flows flows = flows(ClientCredential.boundAssertion(() -> identity(CERTIFICATE), (request, any) -> stale));

        assertThatThrownBy(() -> bearer(flows))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(identity(NEXT).thumbprint())
                .hasMessageContaining(identity(CERTIFICATE).thumbprint())
                .hasMessageNotContaining(stale.reveal())
                .extracting(failure -> ((MsalException) failure).errorCode())
                .isEqualTo("client_assertion_of_another_certificate");
        assertThat(flows.http.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"opaque", "a.b.c", "e30.e30.e30", "e30.W10.", "e30.eyJjbmYiOnt9fQ.x", "five.parts.of.a.jwe"})
    void thatSaysNothingReadableOfACertificateIsForTheServerToJudge(String opaque) {
        Flows flows = flows(
                ClientCredential.boundAssertion(() -> identity(CERTIFICATE), (request, any) -> Secret.of(opaque)));
        flows.http.reply(200, Answers.own("bearer").json());

        assertThat(bearer(flows).accessToken()).isEqualTo("bearer");
        assertThat(flows.http.onlyRequest().formParameter("client_assertion")).contains(opaque);
    }

    @Test
    void withoutACertificateIsATypedFailure() {
        Supplier<TlsIdentity> nothing = () -> null;
        Flows flows = flows(ClientCredential.boundAssertion(nothing, (request, any) -> Secret.of("assertion")));

        assertThatThrownBy(() -> bearer(flows))
                .isInstanceOf(MsalConfigurationException.class)
                .extracting(failure -> ((MsalException) failure).errorCode())
                .isEqualTo("mtls_certificate_not_provided");
        assertThat(flows.http.requests()).isEmpty();
    }

    @Test
    void thatIsBlankOrWhoseMakerFailsIsATypedFailure() {
        List<BiFunction<AssertionRequest, TlsIdentity, Secret>> makers =
                List.of((request, any) -> Secret.of(" "), (request, any) -> null, (request, any) -> {
                    throw new IllegalStateException("the sidecar is away");
                });
        for (BiFunction<AssertionRequest, TlsIdentity, Secret> maker : makers) {
            Flows flows = flows(ClientCredential.boundAssertion(() -> identity(CERTIFICATE), maker));

            assertThatThrownBy(() -> bearer(flows)).isInstanceOf(MsalConfigurationException.class);
            assertThat(flows.http.requests()).isEmpty();
        }
    }

    @Test
    void takesItsTurnInAPair() {
        ClientCredential pair =
                ClientCredential.pair(credential(), ClientCredential.certificate(new FakeAssertionSigner(NEXT)));
        Flows flows = flows(pair);
        flows.http.reply(
                200, Answers.own("bound").with("token_type", "mtls_pop").json());

        bound(flows, pair);

        assertThat(flows.http.onlyRequest().formParameter("client_assertion_type"))
                .contains(TYPE);
    }
}
