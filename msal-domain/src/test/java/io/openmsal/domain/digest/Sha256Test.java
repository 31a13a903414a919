package io.openmsal.domain.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class Sha256Test {

    @Test
    void aKnownHashInBothForms() {
        assertThat(Sha256.hex(Sha256.of("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.base64Url(Sha256.of("abc"))).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    @Test
    void aHashInParts() {
        MessageDigest parts = Sha256.begin();
        parts.update("a".getBytes(StandardCharsets.UTF_8));

        assertThat(parts.digest("bc".getBytes(StandardCharsets.UTF_8))).isEqualTo(Sha256.of("abc"));
    }
}
