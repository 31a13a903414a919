package io.openmsal.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.CertificationRequest;
import io.openmsal.testing.crypto.BindingKeysContract;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;

class SoftwareBindingKeysTest implements BindingKeysContract {

    @Override
    public BindingKeys keys() {
        return new SoftwareBindingKeys();
    }

    @Test
    void aKeyInMemoryIsCalledNothingBetter() {
        assertThat(keys().strength()).isEqualTo(BindingStrength.SOFTWARE);
    }

    @Test
    void everyCertificateGetsANewKeyAndAllSourcesAreOne() {
        SoftwareBindingKeys keys = new SoftwareBindingKeys();

        assertThat(keys.key()).isNotEqualTo(keys.key());
        assertThat(keys).isEqualTo(new SoftwareBindingKeys()).hasSameHashCodeAs(new SoftwareBindingKeys());
    }

    @Test
    void aKeyOfAnotherHomeSaysHowWellItIsKeptThere() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        JcaBindingKey key = new JcaBindingKey(pair, BindingStrength.KEY_GUARD);

        assertThat(key.strength()).isEqualTo(BindingStrength.KEY_GUARD);
        assertThat(key)
                .hasToString("KeyGuard binding key, RSA 2048")
                .isEqualTo(new JcaBindingKey(pair, key.strength()));
    }

    @Test
    void aHandleOfAModuleSignsThroughItsProvider() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        KeyPair handle = new KeyPair(pair.getPublic(), new TestModule.Handle(pair.getPrivate()));
        Security.addProvider(new TestModule("RSASSA-PSS"));
        try {
            byte[] written = new JcaBindingKey(handle, BindingStrength.KEY_GUARD)
                    .certificationRequest(new CertificationRequest("client", "tenant", "1.2.3.4", "{}"));

            assertThat(new PKCS10CertificationRequest(written)
                            .isSignatureValid(new JcaContentVerifierProviderBuilder()
                                    .setProvider(new BouncyCastleProvider())
                                    .build(pair.getPublic())))
                    .isTrue();
        } finally {
            Security.removeProvider(TestModule.NAME);
        }
    }

    @Test
    void aKeyThatIsNotRsaIsRefused() throws Exception {
        KeyPair curve = KeyPairGenerator.getInstance("EC").generateKeyPair();

        assertThatThrownBy(() -> new JcaBindingKey(curve, BindingStrength.SOFTWARE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RSA");
    }
}
