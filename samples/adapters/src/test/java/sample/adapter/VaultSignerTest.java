package sample.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.crypto.AssertionSignerContract;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.http.SentRequest;
import io.openmsal.testing.json.FakeJsonCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.KeyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        VaultSigner confused = signerAt(vault.address(), new FakeHttpTransport().reply(200, "{\"data\":{}}"));

        assertThatThrownBy(() -> confused.sign(SignatureAlgorithm.PS256, new byte[] {1}))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("without a signature");
    }

    @Test
    void aSignatureThatIsNoBase64IsAFailureOfTheKey() {
        VaultSigner garbled = signerAt(
                vault.address(),
                new FakeHttpTransport().reply(200, "{\"data\":{\"signature\":\"vault:v1:not*base64\"}}"));

        assertThatThrownBy(() -> garbled.sign(SignatureAlgorithm.PS256, new byte[] {1}))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining(vault.address().getHost());
    }

    @ParameterizedTest
    @CsvSource({
        "https://vault.example, https://vault.example/v1/transit/sign/login/sha2-256",
        "https://vault.example/, https://vault.example/v1/transit/sign/login/sha2-256",
        "https://gateway.example/vault, https://gateway.example/vault/v1/transit/sign/login/sha2-256",
        "https://gateway.example/vault/, https://gateway.example/vault/v1/transit/sign/login/sha2-256"
    })
    void aVaultBehindAGatewayIsAskedUnderItsPath(URI address, URI asked) throws Exception {
        FakeHttpTransport transport =
                new FakeHttpTransport().reply(200, "{\"data\":{\"signature\":\"vault:v1:AQ==\"}}");

        byte[] signature = signerAt(address, transport).sign(SignatureAlgorithm.PS256, new byte[] {1});

        assertThat(signature).containsExactly(1);
        assertThat(transport.requests()).extracting(SentRequest::uri).containsExactly(asked);
    }

    private VaultSigner signerAt(URI address, HttpTransport transport) {
        return new VaultSigner(
                address, "login", () -> Secret.of("t"), key.certificateChain(), transport, new FakeJsonCodec());
    }
}
