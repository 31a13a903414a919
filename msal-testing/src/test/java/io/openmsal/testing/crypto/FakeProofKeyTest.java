package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.crypto.ProofKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class FakeProofKeyTest implements ProofKeyContract {

    @Override
    public ProofKey newKey() {
        return new FakeProofKey();
    }

    @Test
    void itFailsOnceWhenToldAndRemembersWhatItWasToSign() throws Exception {
        FakeProofKey key = new FakeProofKey().failNextSignature(new GeneralSecurityException("gone"));
        byte[] content = "header.payload".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> key.sign(content)).hasMessage("gone");

        assertThat(key.sign(content)).isNotEmpty();
        assertThat(key.signed()).hasSize(2).allMatch(one -> one.text().equals("header.payload"));
    }
}
