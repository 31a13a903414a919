package sample.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.testing.crypto.AssertionSignerContract;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.json.FakeJsonCodec;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.KeyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VaultSignerTest extends AssertionSignerContract {

    private final FakeAssertionSigner key = new FakeAssertionSigner();

    @SuppressWarnings("NullAway.Init")
    private TransitVault vault;

    @BeforeEach
    void openVault() throws IOException {
        vault = new TransitVault(key);
    }

    @AfterEach
    void closeVault() {
        vault.close();
    }

    private VaultSigner signer(String token) {
        return new VaultSigner(
                vault.address(),
                "login",
                () -> Secret.of(token),
                key.certificateChain(),
                new JavaNetTransport(HttpClient.newHttpClient()),
                new FakeJsonCodec());
    }

    @Override
    protected AssertionSigner signer() {
        return signer(TransitVault.TOKEN);
    }

    @Test
    void aVaultThatRefusesIsNamedAndTheTokenIsNot() {
        VaultSigner stranger = signer("guessed-token-18");

        assertThatThrownBy(() -> stranger.sign(SignatureAlgorithm.PS256, new byte[] {1}))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining(vault.address().getHost())
                .hasMessageContaining("403")
                .hasMessageNotContaining("guessed-token-18");
        assertThat(key.signed()).isEmpty();
    }

    @Test
    void anAnswerWithoutASignatureIsAFailure() {
        VaultSigner confused = new VaultSigner(
                vault.address(),
                "login",
                () -> Secret.of("t"),
                key.certificateChain(),
                new FakeHttpTransport().reply(200, "{\"data\":{}}"),
                new FakeJsonCodec());

        assertThatThrownBy(() -> confused.sign(SignatureAlgorithm.PS256, new byte[] {1}))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("without a signature");
    }
}
