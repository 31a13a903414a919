package io.openmsal.domain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.TestCertificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ClientCertificateTest {

    private static final URI TOKEN_ENDPOINT = URI.create("https://login.microsoftonline.com/t/oauth2/v2.0/token");

    private final FakeAssertionSigner signer = new FakeAssertionSigner();
    private final Instant now = Instant.now();

    private Form authenticate(SignatureAlgorithm algorithm) {
        Form form = new Form();
        ClientCredential.certificate(signer)
                .authenticate(
                        form,
                        new AssertionAudience(
                                "client-1", TOKEN_ENDPOINT, algorithm, now, "id-1", new GsonJsonCodec()::write));
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
                                        "client-1",
                                        TOKEN_ENDPOINT,
                                        SignatureAlgorithm.PS256,
                                        now,
                                        "id",
                                        new GsonJsonCodec()::write)))
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
}
