package io.openmsal.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.CertificationRequest;
import io.openmsal.port.crypto.ProofKey;
import io.openmsal.testing.crypto.ProofKeyContract;
import io.openmsal.testing.time.TestClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoseProofKeyTest implements ProofKeyContract {

    @Override
    public ProofKey newKey() {
        return JoseProofKey.generate();
    }

    @Test
    void aKeyThatIsNotRsaIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");

        assertThatThrownBy(() -> new JoseProofKey(generator.generateKeyPair()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RSA");
    }

    @Test
    void aShortKeyIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);

        assertThatThrownBy(() -> new JoseProofKey(generator.generateKeyPair()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2048");
    }

    @Test
    void aHandleOfAModuleSignsThroughItsProvider() throws Exception {
        KeyPair pair = pair();
        JoseProofKey key = new JoseProofKey(new KeyPair(pair.getPublic(), new TestModule.Handle(pair.getPrivate())));
        byte[] content = "header.payload".getBytes(StandardCharsets.US_ASCII);
        Security.addProvider(new TestModule("RSASSA-PSS"));
        try {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            verifier.initVerify(pair.getPublic());
            verifier.update(content);

            assertThat(verifier.verify(key.sign(content))).isTrue();
        } finally {
            Security.removeProvider(TestModule.NAME);
        }
    }

    @Test
    void aModuleThatIsGoneIsAKeyThatDoesNotSign() throws Exception {
        KeyPair pair = pair();
        KeyPair lost = new KeyPair(pair.getPublic(), new TestModule.LostHandle(pair.getPrivate()));
        Security.addProvider(new TestModule("RSASSA-PSS"));
        try {
            assertThatThrownBy(() -> new JoseProofKey(lost).sign(new byte[1]))
                    .isInstanceOf(GeneralSecurityException.class)
                    .hasMessageContaining("CKR_SESSION_HANDLE_INVALID");
            assertThatThrownBy(() -> new JcaBindingKey(lost, BindingStrength.KEY_GUARD)
                            .certificationRequest(new CertificationRequest("client", "tenant", "1.2.3.4", "{}")))
                    .isInstanceOf(GeneralSecurityException.class)
                    .hasMessageContaining("CKR_SESSION_HANDLE_INVALID");
        } finally {
            Security.removeProvider(TestModule.NAME);
        }
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    @Test
    void theKeyInMemoryIsReplacedAfterEightHours() {
        TestClock clock = new TestClock();
        ProofKeyInMemory keys = new ProofKeyInMemory(clock);
        ProofKey first = keys.get();

        clock.advance(Duration.ofHours(8).minusSeconds(1));
        assertThat(keys.get()).isSameAs(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.get().thumbprint()).isNotEqualTo(first.thumbprint());
    }
}
