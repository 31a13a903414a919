package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.testing.store.Race;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link AssertionSigner} does. Extend it, say which signer, and run it with JUnit; it asks for some tens of
 * signatures. Its own half of the work, verifying, is done by the JDK.
 */
public abstract class AssertionSignerContract {

    private static final byte[] CONTENT = "eyJhbGciOiJQUzI1NiJ9.eyJzdWIiOiJjaWQifQ".getBytes(StandardCharsets.US_ASCII);

    /** For subclasses. */
    protected AssertionSignerContract() {}

    /**
     * The signer under test.
     *
     * @return one with an RSA key
     * @throws Exception when it cannot be made
     */
    protected abstract AssertionSigner signer() throws Exception;

    @Test
    void whatItShowsInAHandshakeIsTheCertificateThatItsSignaturesVerifyAgainst() throws Exception {
        AssertionSigner signer = signer();

        assertThat(signer.tlsIdentity().map(TlsIdentity::chain))
                .isIn(Optional.empty(), Optional.of(signer.certificateChain()));
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void aSignatureVerifiesAgainstTheFirstCertificate(SignatureAlgorithm algorithm) throws Exception {
        AssertionSigner signer = signer();

        byte[] signature = signer.sign(algorithm, CONTENT);

        assertThat(verifies(signer, algorithm, CONTENT, signature)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void aSignatureIsOfThatContentAlone(SignatureAlgorithm algorithm) throws Exception {
        AssertionSigner signer = signer();
        byte[] other = CONTENT.clone();
        other[0] ^= 1;

        byte[] signature = signer.sign(algorithm, other);

        assertThat(verifies(signer, algorithm, other, signature)).isTrue();
        assertThat(verifies(signer, algorithm, CONTENT, signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void aSignatureIsRawAndAsLongAsTheModulus(SignatureAlgorithm algorithm) throws Exception {
        AssertionSigner signer = signer();
        int bits = ((RSAPublicKey) publicKey(signer)).getModulus().bitLength();

        assertThat(signer.sign(algorithm, CONTENT)).hasSize((bits + 7) / 8);
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void theContentMayBeEmptyAndMayBeLarge(SignatureAlgorithm algorithm) throws Exception {
        AssertionSigner signer = signer();
        for (byte[] content : new byte[][] {{}, new byte[1_000_000]}) {
            assertThat(verifies(signer, algorithm, content, signer.sign(algorithm, content)))
                    .isTrue();
        }
    }

    @Test
    void theContentIsLeftAsItWas() throws Exception {
        byte[] content = CONTENT.clone();

        signer().sign(SignatureAlgorithm.PS256, content);

        assertThat(content).isEqualTo(CONTENT);
    }

    @Test
    void theChainIsNeverEmptyAndEachCertificateIsIssuedByTheNext() throws Exception {
        var chain = signer().certificateChain();

        assertThat(chain).isNotEmpty();
        for (int i = 0; i + 1 < chain.size(); i++) {
            chain.get(i).verify(chain.get(i + 1).getPublicKey());
        }
    }

    @Test
    void sixteenThreadsMayUseOneSigner() throws Exception {
        AssertionSigner signer = signer();

        Race.of(16, thread -> {
            byte[] content = ("thread " + thread).getBytes(StandardCharsets.US_ASCII);
            SignatureAlgorithm algorithm = thread % 2 == 0 ? SignatureAlgorithm.PS256 : SignatureAlgorithm.RS256;
            for (int i = 0; i < 3; i++) {
                assertThat(verifies(signer, algorithm, content, signer.sign(algorithm, content)))
                        .isTrue();
            }
        });
    }

    @Test
    void itsTextShowsNoKey() throws Exception {
        assertThat(signer().toString()).hasSizeLessThan(300).doesNotContain("BEGIN", "modulus", "exponent");
    }

    private static boolean verifies(
            AssertionSigner signer, SignatureAlgorithm algorithm, byte[] content, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = FakeAssertionSigner.signature(algorithm);
        verifier.initVerify(publicKey(signer));
        verifier.update(content);
        return verifier.verify(signature);
    }

    private static PublicKey publicKey(AssertionSigner signer) throws GeneralSecurityException {
        return signer.certificateChain().get(0).getPublicKey();
    }
}
