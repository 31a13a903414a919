package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.ProofKey;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link ProofKey} with an RSA key does. Extend it with the adapter to check. */
public interface ProofKeyContract {

    /**
     * A key.
     *
     * @return a new one each time
     * @throws Exception when it cannot be made
     */
    ProofKey newKey() throws Exception;

    /**
     * Its signature is checked with nothing but its public half.
     *
     * @throws Exception when the key does not sign
     */
    @Test
    default void itsSignatureVerifiesWithItsPublicHalf() throws Exception {
        ProofKey key = newKey();
        byte[] content = "header.payload".getBytes(StandardCharsets.US_ASCII);

        Signature verifier = verifierOf(key);
        verifier.update(content);

        assertThat(verifier.verify(key.sign(content))).isTrue();
    }

    /**
     * The public half is all that is shown, and cannot be changed.
     *
     * @throws Exception when the key cannot be made
     */
    @Test
    default void itShowsThePublicHalfAndNothingElse() throws Exception {
        Map<String, String> jwk = newKey().publicJwk();

        assertThat(jwk.keySet()).containsExactlyInAnyOrder("e", "kty", "n");
        assertThatThrownBy(() -> jwk.put("d", "x")).isInstanceOf(UnsupportedOperationException.class);
    }

    /**
     * The thumbprint is that of RFC 7638.
     *
     * @throws Exception when the key cannot be made
     */
    @Test
    default void itIsNamedByItsThumbprint() throws Exception {
        ProofKey key = newKey();
        String canonical = "{\"e\":\"" + key.publicJwk().get("e") + "\",\"kty\":\"RSA\",\"n\":\""
                + key.publicJwk().get("n") + "\"}";

        assertThat(key.thumbprint())
                .isEqualTo(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256")
                                .digest(canonical.getBytes(StandardCharsets.UTF_8))));
        assertThat(newKey().thumbprint()).isNotEqualTo(key.thumbprint());
    }

    private static Signature verifierOf(ProofKey key) throws Exception {
        PublicKey publicKey = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(
                                1, Base64.getUrlDecoder().decode(key.publicJwk().get("n"))),
                        new BigInteger(
                                1, Base64.getUrlDecoder().decode(key.publicJwk().get("e")))));
        boolean isPss = key.algorithm() == SignatureAlgorithm.PS256;
        Signature verifier = Signature.getInstance(isPss ? "RSASSA-PSS" : "SHA256withRSA");
        if (isPss) {
            verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        verifier.initVerify(publicKey);
        return verifier;
    }
}
