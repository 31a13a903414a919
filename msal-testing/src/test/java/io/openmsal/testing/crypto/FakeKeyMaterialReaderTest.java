package io.openmsal.testing.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.KeyMaterial;
import io.openmsal.port.crypto.KeyMaterialReader;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeKeyMaterialReaderTest extends KeyMaterialReaderContract {

    @Override
    protected KeyMaterialReader reader() {
        return new FakeKeyMaterialReader();
    }

    @Override
    protected void prepare(KeyMaterialReader reader, KeyMaterial material, TestCertificate certificate) {
        ((FakeKeyMaterialReader) reader).opens(material, new FakeAssertionSigner(certificate));
    }

    @Test
    void itIsLoudAboutWhatItWasNotToldToOpen() {
        FakeKeyMaterialReader reader = new FakeKeyMaterialReader();
        KeyMaterial material = new KeyMaterial.Pem(Secret.of("any"), "text", Optional.empty());

        assertThatThrownBy(() -> reader.open(material))
                .isInstanceOf(UnusableKeyMaterialException.class)
                .hasMessageContaining("Script it with opens(material, signer)");
        assertThat(reader.asked()).containsExactly(material);
    }
}
