package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.authority.Region;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.TestCertificates;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client certificate in the TLS handshake (RFC 8705): where it is shown, what is sent besides, which tokens come of it. */
class MutualTlsTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.microsoft.com/.default");

    private final FakeAssertionSigner signer = new FakeAssertionSigner();

    private static Authority entra(String host) {
        return EntraAuthority.of("https://" + host + "/contoso.example");
    }

    private Flows flowsAt(Authority authority) {
        return new Flows(authority, ClientCredential.certificate(signer));
    }

    private AuthenticationResult bound(Flows flows) {
        RequestShape shape = RequestShape.PLAIN.presentedBy(AuthenticationScheme.mutualTls(
                ClientCredential.certificate(signer).tlsIdentity()));
        return flows.clientCredentials.acquire(
                null, GRAPH, new CachePolicy(false, shape, MinimumLifetime.standard()), flows::call);
    }

    private static String answer(String token, String type) {
        return Answers.own(token).with("token_type", type).json();
    }

    @Test
    void theHandshakeIsTheOnlyProofAndTheResultHoldsTheCertificate() {
        Flows flows = flowsAt(entra("login.microsoftonline.com"));
        flows.http.reply(200, answer("bound", "mtls_pop"));

        AuthenticationResult result = bound(flows);

        assertThat(result.authorizationHeader()).isEqualTo("mtls_pop bound");
        assertThat(result.bindingIdentity()).isEqualTo(signer.tlsIdentity());
        assertThat(result.tokenKind().keyId())
                .isEqualTo(signer.tlsIdentity().orElseThrow().thumbprint());
        assertThat(flows.mutualTls.presented())
                .singleElement()
                .isEqualTo(signer.tlsIdentity().orElseThrow());
        assertThat(flows.http.onlyRequest().formParameter("token_type")).contains("mtls_pop");
        assertThat(flows.http.onlyRequest().formParameter("client_assertion")).isEmpty();
        assertThat(flows.http.onlyRequest().formParameter("client_assertion_type"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "login.microsoftonline.com, mtlsauth.microsoft.com",
        "login.windows.net, mtlsauth.microsoft.com",
        "sts.windows.net, mtlsauth.microsoft.com",
        "login.microsoftonline.us, mtlsauth.microsoftonline.us",
        "login.partner.microsoftonline.cn, mtlsauth.partner.microsoftonline.cn",
        "login.sovcloud-identity.fr, mtlsauth.sovcloud-identity.fr"
    })
    void eachCloudTakesCertificatesAtItsOwnHost(String host, String expected) {
        Flows flows = flowsAt(entra(host));
        flows.http.reply(200, answer("bound", "mtls_pop"));

        bound(flows);

        assertThat(flows.http.onlyRequest().uri())
                .hasToString("https://" + expected + "/contoso.example/oauth2/v2.0/token");
    }

    @ParameterizedTest
    @CsvSource({
        "login.microsoftonline.com, westus2.mtlsauth.microsoft.com",
        "login.windows.net, westus2.mtlsauth.microsoft.com",
        "login.microsoftonline.us, westus2.mtlsauth.microsoftonline.us"
    })
    void aRegionTakesThemAtItsPartOfThatHost(String host, String expected) {
        Flows flows = flowsAt(entra(host).inRegion(Region.named("westus2")));
        flows.http.reply(200, answer("bound", "mtls_pop"));

        bound(flows);

        assertThat(flows.http.onlyRequest().uri().getHost()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "login.usgovcloudapi.net, login.microsoftonline.us",
        "login.chinacloudapi.cn, login.partner.microsoftonline.cn",
        "login-us.microsoftonline.com, begins with login."
    })
    void aHostWithoutSuchAnEntranceIsRefusedBeforeAnythingIsSent(String host, String next) {
        Flows flows = flowsAt(entra(host));

        assertThatThrownBy(() -> bound(flows))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(next)
                .extracting(failure -> ((MsalException) failure).errorCode())
                .isEqualTo("mtls_pop_not_supported_for_environment");
        assertThat(flows.http.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "organizations", "consumers"})
    void aWordForManyTenantsIsRefused(String word) {
        Flows flows = flowsAt(EntraAuthority.of("https://login.microsoftonline.com/" + word));

        assertThatThrownBy(() -> bound(flows)).hasMessageContaining("Name the tenant");
        assertThat(flows.http.requests()).isEmpty();
    }

    @Test
    void aRenewedCertificateWithTheSameCacheGetsATokenOfItsOwn() {
        Flows flows = flowsAt(entra("login.microsoftonline.com"));
        flows.http.reply(200, answer("old", "mtls_pop")).reply(200, answer("new", "mtls_pop"));

        assertThat(bound(flows).accessToken()).isEqualTo("old");
        assertThat(bound(flows).source()).isEqualTo(TokenSource.CACHE);
        assertThat(bound(flows).bindingIdentity()).isEqualTo(signer.tlsIdentity());
        signer.rotateTo(TestCertificates.rsa(2048));
        assertThat(bound(flows).accessToken()).isEqualTo("new");
        assertThat(bound(flows).source()).isEqualTo(TokenSource.CACHE);
    }

    @Test
    void aBearerTokenInsteadOfABoundOneIsRefusedAndNotKept() {
        Flows flows = flowsAt(entra("login.microsoftonline.com"));
        flows.http.reply(200, answer("bearer", "Bearer")).reply(200, answer("bound", "mtls_pop"));

        assertThatThrownBy(() -> bound(flows)).isInstanceOf(MsalUntrustedResponseException.class);
        assertThat(bound(flows).accessToken()).isEqualTo("bound");
    }

    @Test
    void aBearerTokenOverMutualTlsIsAskedForWithBothProofs() {
        Flows flows = new Flows(
                entra("login.microsoftonline.com"),
                ClientCredential.certificate(signer).overMutualTls());
        flows.clock.set(Instant.now()); // certificates are made for the machine's time
        flows.http.reply(200, answer("bearer", "Bearer"));

        AuthenticationResult result = flows.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call);

        assertThat(result.authorizationHeader()).isEqualTo("Bearer bearer");
        assertThat(result.bindingIdentity()).isEmpty();
        assertThat(flows.mutualTls.presented()).hasSize(1);
        assertThat(flows.http.onlyRequest().uri().getHost()).isEqualTo("mtlsauth.microsoft.com");
        assertThat(flows.http.onlyRequest().formParameter("client_assertion")).isPresent();
        assertThat(flows.http.onlyRequest().formParameter("token_type")).isEmpty();
    }

    @Test
    void aCredentialWithoutCertificateHasNothingToBindTokensTo() {
        assertThatThrownBy(() -> ClientCredential.secret(Secret.of("s3cret")).tlsIdentity())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("Use a certificate")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aKeyThatOnlySignsIsRefusedWithTheReason() {
        assertThatThrownBy(() ->
                        ClientCredential.certificate(new SigningOnly(signer)).tlsIdentity())
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("only signs");
    }

    @Test
    void aProviderWhoseEntranceIsNotKnownIsRefused() {
        Authority oidc = OidcAuthority.of("https://idp.example/realm", LoopbackHttp.REFUSED);
        URI anywhere = URI.create("https://idp.example/realm/token");

        assertThatThrownBy(() ->
                        oidc.overMutualTls(Endpoints.at(anywhere, anywhere).build()))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("idp.example");
    }

    /** A vault that signs what it is sent. */
    private record SigningOnly(FakeAssertionSigner signer) implements AssertionSigner {

        @Override
        public byte[] sign(SignatureAlgorithm algorithm, byte[] content) throws GeneralSecurityException {
            return signer.sign(algorithm, content);
        }

        @Override
        public List<X509Certificate> certificateChain() {
            return signer.certificateChain();
        }
    }
}
