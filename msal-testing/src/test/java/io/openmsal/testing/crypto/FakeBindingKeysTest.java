package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.CertificationRequest;
import java.security.KeyException;
import org.junit.jupiter.api.Test;

class FakeBindingKeysTest implements BindingKeysContract {

    private final FakeBindingKeys keys = new FakeBindingKeys(BindingStrength.KEY_GUARD);

    @Override
    public BindingKeys keys() {
        return keys;
    }

    @Test
    void itIsAsStrongAsTheTestWishes() {
        assertThat(keys.strength()).isEqualTo(BindingStrength.KEY_GUARD);
    }

    @Test
    void itFailsOnceWhenToldAndRemembersItsRequests() throws Exception {
        KeyException failure = new KeyException("scripted");
        keys.failNext(failure);
        CertificationRequest request = new CertificationRequest("a", "b", "1.2.3", "c");

        assertThatThrownBy(keys::key).isSameAs(failure);
        keys.key().certificationRequest(request);

        assertThat(keys.requested()).containsExactly(request);
    }
}
