package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyStore;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTest {

    @Test
    void itPrintsItsIdAndNotItself() {
        EncryptionKey key = new EncryptionKey("2026", "0123456789abcdef0123456789abcdef".getBytes());

        assertThat(key).hasToString("encryption key 2026");
        assertThat(EncryptionKeys.of(key)).hasToString("encryption keys [2026], writing with 2026");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 24, 31, 33})
    void keysOfAnotherLengthAreRefused(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EncryptionKey("k", new byte[length]))
                .withMessageContaining("has 32 bytes, and this one has " + length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "\u00e4"})
    void idsThatAreNotVisibleAsciiAreRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EncryptionKey(id, new byte[32]));
    }

    @Test
    void twoKeysOfOneIdAreRefused() {
        EncryptionKey key = new EncryptionKey("2026", new byte[32]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EncryptionKeys.of(key, key))
                .withMessageContaining("2026");
    }

    @Test
    void itComesFromAKeyStoreToo() throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, password);
        keyStore.setEntry(
                "tokens-2026",
                new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[32], "AES")),
                new KeyStore.PasswordProtection(password));

        assertThat(EncryptionKey.from(keyStore, "tokens-2026", password).id()).isEqualTo("tokens-2026");
        assertThatThrownBy(() -> EncryptionKey.from(keyStore, "absent", password))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no secret key named absent");
        assertThatThrownBy(() -> EncryptionKey.from(keyStore, "tokens-2026", "wrong".toCharArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tokens-2026 does not open");
    }
}
