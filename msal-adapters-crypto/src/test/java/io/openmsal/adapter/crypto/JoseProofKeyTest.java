package io.openmsal.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.ProofKey;
import io.openmsal.testing.crypto.ProofKeyContract;
import io.openmsal.testing.time.TestClock;
import java.security.KeyPairGenerator;
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
