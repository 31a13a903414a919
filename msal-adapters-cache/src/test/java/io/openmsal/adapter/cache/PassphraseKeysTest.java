package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.store.TokenStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseKeysTest {

    @TempDir
    Path place;

    @Test
    void whoHasThePassphraseReadsWhatAnotherWrote() throws Exception {
        store("a phrase of words \u00e4").update("cache", present -> new byte[] {1, 2});

        assertThat(store("a phrase of words \u00e4").read("cache").orElseThrow().bytes())
                .containsExactly(1, 2);
    }

    @Test
    void aWrongPassphraseIsAFailureAndTheFileStaysWhereItIs() throws Exception {
        store("right").update("cache", present -> new byte[] {1});
        byte[] written = Files.readAllBytes(place.resolve("f"));

        TokenStore wrong = store("wrong");

        assertThatThrownBy(() -> wrong.read("cache")).hasMessageContaining("The passphrase is not the one");
        assertThatThrownBy(() -> wrong.update("cache", present -> new byte[] {2}))
                .hasMessageContaining("The passphrase is not the one");
        assertThat(Files.readAllBytes(place.resolve("f"))).isEqualTo(written);
    }

    @Test
    void theKeyIsTheOneOfRfc8018ForTheRoundsAndTheSaltInItsId() throws Exception {
        EncryptionKey key = keys("phrase").current();

        String[] parts = key.id().split(":");
        PBEKeySpec spec = new PBEKeySpec(
                "phrase".toCharArray(), Base64.getUrlDecoder().decode(parts[2]), Integer.parseInt(parts[1]), 256);
        byte[] expected = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        assertThat(parts[1]).isEqualTo("600000");
        assertThat(key.key().getEncoded()).isEqualTo(expected);
    }

    @Test
    void noTwoInstancesShareASalt() throws Exception {
        assertThat(keys("phrase").current().id())
                .isNotEqualTo(keys("phrase").current().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026",
                "pbkdf2-sha256:3000001:AAAAAAAAAAAAAAAAAAAAAA:AAAAAA",
                "pbkdf2-sha256:999999999:AAAAAAAAAAAAAAAAAAAAAA:AAAAAA",
                "pbkdf2-sha256:0:AAAAAAAAAAAAAAAAAAAAAA:AAAAAA",
                "pbkdf2-sha256:600000:short:AAAAAA"
            })
    void idsOfOthersAndThoseThatWouldTakeTooLongAreNotKnown(String id) throws Exception {
        assertThat(new PassphraseKeys(() -> {
                            throw new AssertionError("asked");
                        })
                        .key(id))
                .isEmpty();
    }

    @Test
    void anEmptyPassphraseIsRefused() {
        assertThatThrownBy(() -> keys("").current()).hasMessageContaining("is empty");
    }

    @Test
    void neitherThePassphraseNorAKeyIsPrintedOrWritten() throws Exception {
        store("horse battery").update("cache", present -> "secret-content".getBytes(StandardCharsets.UTF_8));

        assertThat(keys("horse battery").toString()).doesNotContain("horse");
        assertThat(new String(Files.readAllBytes(place.resolve("f")), StandardCharsets.ISO_8859_1))
                .doesNotContain("horse", "secret-content");
    }

    private TokenStore store(String passphrase) {
        return SingleFileTokenStore.encrypted(
                place.resolve("f"), "cache", keys(passphrase), FileStoreOptions.defaults());
    }

    private static PassphraseKeys keys(String passphrase) {
        return new PassphraseKeys(() -> Secret.of(passphrase));
    }
}
