package io.openmsal.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.AssertionSignerContract;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
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
                .isInstanceOf(InvalidKeyException.class);
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

    @Test
    void aKeyOfAModuleThatTellsNothingOfItSignsThroughItsProvider() throws Exception {
        PrivateKey handle = new TestModule.Handle(CERTIFICATE.privateKey());
        Security.addProvider(new TestModule("SHA256withRSA", "RSASSA-PSS"));
        try {
            for (JoseAssertionSigner signer : List.of(
                    new JoseAssertionSigner(handle, CERTIFICATE.chain()),
                    new JoseAssertionSigner(handle, CERTIFICATE.chain(), TestModule.NAME))) {
                assertVerifies(signer, SignatureAlgorithm.RS256, Signature.getInstance("SHA256withRSA"));
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                assertVerifies(signer, SignatureAlgorithm.PS256, pss);
            }
        } finally {
            Security.removeProvider(TestModule.NAME);
        }
    }

    @Test
    void aModuleThatDoesNotKnowPssSaysSoAndSignsInTheOlderWay() throws Exception {
        PrivateKey handle = new TestModule.Handle(CERTIFICATE.privateKey());
        Security.addProvider(new TestModule("SHA256withRSA"));
        try {
            JoseAssertionSigner found = new JoseAssertionSigner(handle, CERTIFICATE.chain());
            JoseAssertionSigner named = new JoseAssertionSigner(handle, CERTIFICATE.chain(), TestModule.NAME);

            assertThatThrownBy(() -> found.sign(SignatureAlgorithm.PS256, new byte[1]))
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageContaining("The key did not sign with PS256");
            assertThatThrownBy(() -> named.sign(SignatureAlgorithm.PS256, new byte[1]))
                    .isInstanceOf(NoSuchAlgorithmException.class)
                    .hasMessageContaining("The key did not sign with PS256");
            assertVerifies(found, SignatureAlgorithm.RS256, Signature.getInstance("SHA256withRSA"));
            assertVerifies(named, SignatureAlgorithm.RS256, Signature.getInstance("SHA256withRSA"));
        } finally {
            Security.removeProvider(TestModule.NAME);
        }
    }

    private static void assertVerifies(AssertionSigner signer, SignatureAlgorithm algorithm, Signature verifier)
            throws Exception {
        byte[] content = {1, 2, 3};
        verifier.initVerify(CERTIFICATE.certificate().getPublicKey());
        verifier.update(content);
        assertThat(verifier.verify(signer.sign(algorithm, content))).isTrue();
    }
}
