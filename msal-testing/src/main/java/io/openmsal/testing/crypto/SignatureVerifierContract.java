package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.crypto.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link SignatureVerifier} does. Extend it with the adapter to check. */
public interface SignatureVerifierContract {

    private static byte[] content() {
        return "header.payload".getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A verifier.
     *
     * @return one that is ready
     */
    SignatureVerifier verifier();

    /**
     * The right key verifies, for every algorithm.
     *
     * @throws Exception when a key cannot be made
     */
    @Test
    default void everyAlgorithmsSignatureIsThatOfItsKeyAndOfNoOtherContent() throws Exception {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            JwsKey key = JwsKey.generate(algorithm);
            byte[] signature = key.sign(content());

            assertThat(verifier().verifies(algorithm, key.publicJwk(), content(), signature))
                    .as("%s", algorithm)
                    .isTrue();
            assertThat(verifier()
                            .verifies(
                                    algorithm,
                                    key.publicJwk(),
                                    "header.payloaD".getBytes(StandardCharsets.US_ASCII),
                                    signature))
                    .as("%s with other content", algorithm)
                    .isFalse();
        }
    }

    /**
     * Another key of the same kind does not verify.
     *
     * @throws Exception when a key cannot be made
     */
    @Test
    default void theSignatureOfAnotherKeyIsNone() throws Exception {
        byte[] signature = JwsKey.generate(JwsAlgorithm.RS256).sign(content());

        assertThat(verifier()
                        .verifies(
                                JwsAlgorithm.RS256,
                                JwsKey.generate(JwsAlgorithm.RS256).publicJwk(),
                                content(),
                                signature))
                .isFalse();
    }

    /**
     * A signature that was cut is no signature, whatever its length.
     *
     * @throws Exception when a key cannot be made
     */
    @Test
    default void aSignatureThatWasCutIsNone() throws Exception {
        for (JwsAlgorithm algorithm : new JwsAlgorithm[] {JwsAlgorithm.RS256, JwsAlgorithm.PS256, JwsAlgorithm.ES256}) {
            JwsKey key = JwsKey.generate(algorithm);
            byte[] whole = key.sign(content());
            for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
                byte[] cut = new byte[length];
                System.arraycopy(whole, 0, cut, 0, length);

                assertThat(isAccepted(algorithm, key.publicJwk(), cut))
                        .as("%s cut to %s bytes", algorithm, length)
                        .isFalse();
            }
        }
    }

    /**
     * The signature of nothing, all zeros, which some verifiers of ECDSA once took for every key's.
     *
     * @throws Exception when a key cannot be made
     */
    @Test
    default void zerosAreNoSignature() throws Exception {
        assertThat(isAccepted(
                        JwsAlgorithm.ES256, JwsKey.generate(JwsAlgorithm.ES256).publicJwk(), new byte[64]))
                .isFalse();
    }

    /**
     * A key cannot be used with an algorithm of another kind.
     *
     * @throws Exception when a key cannot be made
     */
    @Test
    default void aKeyOfAnotherKindIsRefused() throws Exception {
        JwsKey key = JwsKey.generate(JwsAlgorithm.RS256);

        assertThatThrownBy(
                        () -> verifier().verifies(JwsAlgorithm.ES256, key.publicJwk(), content(), key.sign(content())))
                .isInstanceOf(GeneralSecurityException.class);
    }

    /** Keys that cannot be read are refused with the exception of the port. */
    @Test
    default void whatIsNoKeyIsRefused() {
        Map<String, String> halfAKey = new LinkedHashMap<>();
        halfAKey.put("kty", "RSA");
        halfAKey.put("n", "AQAB");
        for (Map<String, String> noKey : List.of(Map.<String, String>of(), halfAKey)) {
            assertThatThrownBy(() -> verifier().verifies(JwsAlgorithm.RS256, noKey, content(), new byte[256]))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    /**
     * RSA keys below 2048 bits protect nothing (RFC 7518 §3.3).
     *
     * @throws Exception when a key cannot be made
     */
    @Test
    default void aShortRsaKeyIsRefused() throws Exception {
        JwsKey key = JwsKey.generateRsa(1024);

        assertThatThrownBy(
                        () -> verifier().verifies(JwsAlgorithm.RS256, key.publicJwk(), content(), key.sign(content())))
                .isInstanceOf(GeneralSecurityException.class);
    }

    /** Not accepted, be it with false or with the port's exception. */
    private boolean isAccepted(JwsAlgorithm algorithm, Map<String, String> jwk, byte[] signature) {
        try {
            return verifier().verifies(algorithm, jwk, content(), signature);
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }
}
