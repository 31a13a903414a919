package io.openmsal.domain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.SignedContent;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientCertificateTest {

    private static final URI TOKEN_ENDPOINT = URI.create("https://login.microsoftonline.com/t/oauth2/v2.0/token");

    private static final AssertionRequest REQUEST = new AssertionRequest(
            "client-1",
            TOKEN_ENDPOINT,
            "t",
            Optional.empty(),
            Optional.empty(),
            new CallContext("correlation-1", Deadline.none(), Cancellation.none()));

    private final FakeAssertionSigner signer = new FakeAssertionSigner();
    private final Instant now = Instant.now();

    private Form authenticate(SignatureAlgorithm algorithm) {
        return authenticate(ClientCredential.certificate(signer), algorithm);
    }

    private Form authenticate(ClientCredential credential, SignatureAlgorithm algorithm) {
        Form form = new Form();
        credential.authenticate(
                form, new AssertionAudience(REQUEST, algorithm, now, () -> "id-1", new GsonJsonCodec()));
        return form;
    }

    private static JsonObject part(Form form, int index) throws Exception {
        String jwt = form.secrets().get(0).reveal();
        String json = new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[index]), StandardCharsets.UTF_8);
        return JsonObject.parse(new GsonJsonCodec(), json);
    }

    @Test
    void theAssertionNamesIssuerSubjectAudienceAndTimesInWholeSeconds() throws Exception {
        JsonObject claims = part(authenticate(SignatureAlgorithm.PS256), 1);

        assertThat(claims.string("iss")).contains("client-1");
        assertThat(claims.string("sub")).contains("client-1");
        assertThat(claims.string("aud")).contains(TOKEN_ENDPOINT.toString());
        assertThat(claims.string("jti")).contains("id-1");
        assertThat(claims.members().get("exp")).isEqualTo(now.getEpochSecond() + 600);
        assertThat(claims.members().get("nbf")).isEqualTo(now.getEpochSecond());
    }

    @Test
    void ps256NamesTheCertificateByItsSha256ThumbprintWithoutPadding() throws Exception {
        JsonObject header = part(authenticate(SignatureAlgorithm.PS256), 0);

        assertThat(header.string("alg")).contains("PS256");
        assertThat(header.string("typ")).contains("JWT");
        assertThat(header.string("x5t#S256")).contains(thumbprint("SHA-256"));
        assertThat(header.has("x5t")).isFalse();
    }

    @Test
    void rs256NamesTheCertificateByItsSha1Thumbprint() throws Exception {
        assertThat(part(authenticate(SignatureAlgorithm.RS256), 0).string("x5t"))
                .contains(thumbprint("SHA-1"));
    }

    private String thumbprint(String hash) throws Exception {
        byte[] der = signer.certificateChain().get(0).getEncoded();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance(hash).digest(der));
    }

    @Test
    void anExpiredCertificateIsRefusedBeforeAnythingIsSigned() {
        FakeAssertionSigner expired = new FakeAssertionSigner(TestCertificates.expired());

        assertThatThrownBy(() -> ClientCredential.certificate(expired)
                        .authenticate(
                                new Form(),
                                new AssertionAudience(
                                        REQUEST, SignatureAlgorithm.PS256, now, () -> "id", new GsonJsonCodec())))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("Renew it");
        assertThat(expired.signed()).isEmpty();
    }

    @Test
    void aKeyThatRefusesIsAConfigurationFailureThatNamesTheAlgorithm() {
        signer.failNextSignature(new SignatureException("the token is locked"));

        assertThatThrownBy(() -> authenticate(SignatureAlgorithm.PS256))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("PS256")
                .hasMessageContaining("the token is locked");
    }

    @Test
    void aTokenThatDoesNotKnowPssMayKnowWhatTheCallerCanChoose() {
        signer.failNextSignature(new SignatureException("CKR_MECHANISM_INVALID"))
                .failNextSignature(new SignatureException("CKR_MECHANISM_INVALID"))
                .failNextSignature(new SignatureException("CKR_MECHANISM_INVALID"));
        String remedy = "signingWith(SignatureAlgorithm.RS256)";
        ClientCertificate chosen = ClientCredential.certificate(signer).signingWith(SignatureAlgorithm.PS256);

        assertThatThrownBy(() -> authenticate(SignatureAlgorithm.PS256))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining(remedy);
        assertThatThrownBy(() -> authenticate(SignatureAlgorithm.RS256)).hasMessageNotContaining(remedy);
        assertThatThrownBy(() -> authenticate(chosen, SignatureAlgorithm.PS256)).hasMessageNotContaining(remedy);
    }

    @Test
    void aKeyWhoseProviderDoesNotKnowPssSignsWithRs256AndItsThumbprint() throws Exception {
        for (GeneralSecurityException unknown :
                List.of(new NoSuchAlgorithmException("no PSS"), new InvalidKeyException("not for this provider"))) {
            signer.failNextSignature(unknown);

            JsonObject header = part(authenticate(SignatureAlgorithm.PS256), 0);

            assertThat(header.string("alg")).contains("RS256");
            assertThat(header.string("x5t")).contains(thumbprint("SHA-1"));
            assertThat(header.has("x5t#S256")).isFalse();
        }
        assertThat(signer.signed())
                .extracting(SignedContent::algorithm)
                .containsExactly(
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.RS256);
    }

    @Test
    void aKeyThatSignsWithNeitherIsAskedOnceForEach() {
        signer.failNextSignature(new NoSuchAlgorithmException("no PSS"))
                .failNextSignature(new SignatureException("the token is locked"));

        assertThatThrownBy(() -> authenticate(SignatureAlgorithm.PS256))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("no PSS")
                .satisfies(refused -> assertThat(refused.getCause().getSuppressed())
                        .singleElement()
                        .hasToString("java.security.SignatureException: the token is locked"));
        assertThat(signer.signed()).hasSize(2);
    }

    @Test
    void aKeyThatFailsInAnotherWayOrWithRs256IsNotAskedAgain() {
        signer.failNextSignature(new SignatureException("the token is locked"));
        assertThatThrownBy(() -> authenticate(SignatureAlgorithm.PS256)).isInstanceOf(MsalConfigurationException.class);
        assertThat(signer.signed()).hasSize(1);

        signer.failNextSignature(new NoSuchAlgorithmException("no RSA"));
        assertThatThrownBy(() -> authenticate(SignatureAlgorithm.RS256)).isInstanceOf(MsalConfigurationException.class);
        assertThat(signer.signed()).hasSize(2);
    }

    @Test
    void theChainIsSentOnlyWhenToldAndAsOneLineForEachCertificate() throws Exception {
        TestCertificate issued = TestCertificates.issuedByAuthority();
        ClientCertificate credential = ClientCredential.certificate(new FakeAssertionSigner(issued));
        List<String> expected = new ArrayList<>();
        for (X509Certificate certificate : issued.chain()) {
            expected.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        }

        JsonObject with = part(authenticate(credential.withCertificateChain(), SignatureAlgorithm.PS256), 0);

        assertThat(with.members().get("x5c")).isEqualTo(expected);
        assertThat(with.has("x5t#S256")).isTrue();
        assertThat(part(authenticate(credential, SignatureAlgorithm.PS256), 0).has("x5c"))
                .isFalse();
    }

    @Test
    void furtherClaimsAreCopiedAndMergedLast() throws Exception {
        Map<String, Object> further = new HashMap<>();
        further.put("client_ip", "192.0.2.1");
        further.put("sub", "another");
        ClientCertificate credential =
                ClientCredential.certificate(signer).withClaims(further).withCertificateChain();
        further.clear();

        JsonObject claims = part(authenticate(credential, SignatureAlgorithm.PS256), 1);

        assertThat(claims.string("client_ip")).contains("192.0.2.1");
        assertThat(claims.string("sub")).contains("another");
        assertThat(claims.string("iss")).contains("client-1");
        assertThat(part(authenticate(SignatureAlgorithm.PS256), 1).has("client_ip"))
                .isFalse();
    }
}
