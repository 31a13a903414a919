package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import org.junit.jupiter.api.Test;

class FakeAssertionSignerTest extends AssertionSignerContract {

    private static final TestCertificate CERTIFICATE = TestCertificates.valid();

    private final FakeAssertionSigner signer = new FakeAssertionSigner(CERTIFICATE);

    @Override
    protected AssertionSigner signer() {
        return signer;
    }

    @Test
    void itRemembersWhatItSigned() throws Exception {
        signer.sign(SignatureAlgorithm.PS256, "header.payload".getBytes(StandardCharsets.US_ASCII));

        assertThat(signer.onlySigned()).isEqualTo(new SignedContent(SignatureAlgorithm.PS256, "header.payload"));
        assertThat(signer.onlySigned()).hasToString("PS256 over 14 characters");
    }

    @Test
    void itFailsOnceWhenTold() throws Exception {
        SignatureException failure = new SignatureException("scripted");
        signer.failNextSignature(failure);

        assertThatThrownBy(() -> signer.sign(SignatureAlgorithm.RS256, new byte[1]))
                .isSameAs(failure);
        assertThat(signer.sign(SignatureAlgorithm.RS256, new byte[1])).hasSize(256);
        assertThatThrownBy(signer::onlySigned).isInstanceOf(AssertionError.class);
    }

    @Test
    void itSignsWithANewKeyAfterARotation() {
        TestCertificate next = TestCertificates.valid();

        signer.rotateTo(next);

        assertThat(signer.certificateChain()).isEqualTo(next.chain()).isNotEqualTo(CERTIFICATE.chain());
    }
}
