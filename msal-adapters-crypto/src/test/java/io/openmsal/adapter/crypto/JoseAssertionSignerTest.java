package io.openmsal.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.AssertionSignerContract;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.security.PrivateKey;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoseAssertionSignerTest extends AssertionSignerContract {

    private static final TestCertificate CERTIFICATE = TestCertificates.issuedByAuthority();

    @Override
    protected AssertionSigner signer() {
        return new JoseAssertionSigner(CERTIFICATE.privateKey(), CERTIFICATE.chain());
    }

    @Test
    void aChainIsRequired() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JoseAssertionSigner(CERTIFICATE.privateKey(), List.of()))
                .withMessageContaining("pass at least the certificate of the key");
    }

    @Test
    void theChainIsCopiedAndCannotBeChanged() throws Exception {
        List<X509Certificate> chain = new ArrayList<>(CERTIFICATE.chain());
        JoseAssertionSigner signer = new JoseAssertionSigner(CERTIFICATE.privateKey(), chain);

        chain.clear();

        assertThat(signer.certificateChain()).isEqualTo(CERTIFICATE.chain()).isUnmodifiable();
    }

    @Test
    void theNamedProviderSignsAndNoOther() throws Exception {
        JoseAssertionSigner signer =
                new JoseAssertionSigner(CERTIFICATE.privateKey(), CERTIFICATE.chain(), "SunRsaSign");
        JoseAssertionSigner lost =
                new JoseAssertionSigner(CERTIFICATE.privateKey(), CERTIFICATE.chain(), "no-such-provider");

        assertThat(signer.sign(SignatureAlgorithm.PS256, new byte[1])).hasSize(256);
        assertThatThrownBy(() -> lost.sign(SignatureAlgorithm.PS256, new byte[1]))
                .isInstanceOf(SignatureException.class)
                .hasMessageContaining("The key did not sign with PS256")
                .hasMessageContaining("Check that its security provider is installed");
    }

    @Test
    void aKeyOfAnotherKindDoesNotSign() {
        TestCertificate curve = TestCertificates.ellipticCurve();
        JoseAssertionSigner signer = new JoseAssertionSigner(curve.privateKey(), curve.chain());

        assertThatThrownBy(() -> signer.sign(SignatureAlgorithm.RS256, new byte[1]))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void aShortKeyDoesNotSign() {
        TestCertificate small = TestCertificates.rsa(1024);
        JoseAssertionSigner signer = new JoseAssertionSigner(small.privateKey(), small.chain());

        assertThatThrownBy(() -> signer.sign(SignatureAlgorithm.RS256, new byte[1]))
                .isInstanceOf(SignatureException.class)
                .hasMessageContaining("2048");
    }

    @Test
    void aKeyThatNeverLeavesItsHomeIsNotAskedForItsBytes() {
        PrivateKey handle = new PrivateKey() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getAlgorithm() {
                return "RSA";
            }

            @Override
            public String getFormat() {
                throw new AssertionError("asked for its format");
            }

            @Override
            public byte[] getEncoded() {
                throw new AssertionError("asked for its bytes");
            }
        };
        JoseAssertionSigner signer = new JoseAssertionSigner(handle, CERTIFICATE.chain());

        assertThat(signer).hasToString("RSA key with 2 certificates");
    }
}
