package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.KeyMaterial;
import io.openmsal.port.crypto.KeyMaterialReader;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import io.openmsal.testing.store.Race;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link KeyMaterialReader} does. Extend it, say which reader, and run it with JUnit. */
public abstract class KeyMaterialReaderContract {

    private static final Secret PASSPHRASE = Secret.of("correct horse");
    private static final TestCertificate CERTIFICATE = TestCertificates.issuedByAuthority();

    /** For subclasses. */
    protected KeyMaterialReaderContract() {}

    /**
     * The reader under test.
     *
     * @return one that is ready
     */
    protected abstract KeyMaterialReader reader();

    /**
     * Tells a reader in advance what it will have to open. One that really reads has nothing to do here.
     *
     * @param reader the reader under test
     * @param material what it is about to be given
     * @param certificate the key and chain that are in it
     */
    protected void prepare(KeyMaterialReader reader, KeyMaterial material, TestCertificate certificate) {}

    static List<KeyMaterial> usable() {
        String chain = CERTIFICATE.chainPem();
        return List.of(
                pem(CERTIFICATE.privateKeyPem(), chain),
                pem(CERTIFICATE.traditionalPrivateKeyPem(), chain),
                new KeyMaterial.Pem(
                        Secret.of(CERTIFICATE.encryptedPrivateKeyPem(PASSPHRASE)), chain, Optional.of(PASSPHRASE)),
                pem(chain + CERTIFICATE.privateKeyPem(), chain + CERTIFICATE.privateKeyPem()),
                pem(CERTIFICATE.privateKeyPem().replace("\n", "\r\n"), chain.replace("\n", "\r\n")),
                pfx(CERTIFICATE.pfx(PASSPHRASE), PASSPHRASE),
                new KeyMaterial.Pkcs12(CERTIFICATE.pfx(PASSPHRASE), PASSPHRASE, Optional.of("test")),
                inKeyStore(Optional.of("mine"), PASSPHRASE),
                inKeyStore(Optional.empty(), PASSPHRASE));
    }

    @ParameterizedTest(name = "form {index}")
    @MethodSource("usable")
    void aKeyIsOpenedWithItsChainWhateverItsForm(KeyMaterial material) throws Exception {
        KeyMaterialReader reader = reader();
        prepare(reader, material, CERTIFICATE);

        AssertionSigner signer = reader.open(material);

        assertThat(signer.certificateChain()).isEqualTo(CERTIFICATE.chain());
        byte[] content = "header.payload".getBytes(StandardCharsets.US_ASCII);
        Signature verifier = FakeAssertionSigner.signature(SignatureAlgorithm.PS256);
        verifier.initVerify(CERTIFICATE.certificate().getPublicKey());
        verifier.update(content);
        assertThat(verifier.verify(signer.sign(SignatureAlgorithm.PS256, content)))
                .isTrue();
    }

    static List<KeyMaterial> unusable() {
        String key = CERTIFICATE.privateKeyPem();
        String chain = CERTIFICATE.chainPem();
        String encrypted = CERTIFICATE.encryptedPrivateKeyPem(PASSPHRASE);
        return List.of(
                pem("", chain),
                pem(key, ""),
                pem("secret-text", chain),
                pem(chain, key),
                pem(key.substring(0, key.length() / 2), chain),
                pem(encrypted, chain),
                new KeyMaterial.Pem(Secret.of(encrypted), chain, Optional.of(Secret.of("secret-wrong"))),
                pfx(CERTIFICATE.pfx(PASSPHRASE), Secret.of("secret-wrong")),
                pfx(new byte[0], PASSPHRASE),
                pfx(key.getBytes(StandardCharsets.US_ASCII), PASSPHRASE),
                inKeyStore(Optional.of("other"), PASSPHRASE),
                inKeyStore(Optional.of("mine"), Secret.of("secret-wrong")));
    }

    @ParameterizedTest(name = "form {index}")
    @MethodSource("unusable")
    void whatCannotBeUsedIsRefusedWithoutAWordOfTheKey(KeyMaterial material) {
        assertThatThrownBy(() -> reader().open(material))
                .isInstanceOf(UnusableKeyMaterialException.class)
                .satisfies(refusal -> {
                    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
                        assertThat(String.valueOf(cause.getMessage()))
                                .contains("xpected")
                                .doesNotContain("secret-")
                                .doesNotContain("correct horse")
                                .doesNotContain("MII");
                    }
                });
    }

    @Test
    void sixteenThreadsMayUseOneReader() throws Exception {
        KeyMaterialReader reader = reader();
        KeyMaterial material = CERTIFICATE.material();
        prepare(reader, material, CERTIFICATE);

        Race.of(
                16,
                thread -> assertThat(reader.open(material).certificateChain()).isEqualTo(CERTIFICATE.chain()));
    }

    private static KeyMaterial pem(String key, String certificates) {
        return new KeyMaterial.Pem(Secret.of(key), certificates, Optional.empty());
    }

    private static KeyMaterial pfx(byte[] content, Secret passphrase) {
        return new KeyMaterial.Pkcs12(content, passphrase, Optional.empty());
    }

    private static KeyMaterial inKeyStore(Optional<String> alias, Secret password) {
        return new KeyMaterial.InKeyStore(CERTIFICATE.keyStore("mine", PASSPHRASE), alias, Optional.of(password));
    }
}
