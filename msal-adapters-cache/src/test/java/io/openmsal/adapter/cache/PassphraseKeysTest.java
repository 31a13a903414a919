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
        byte[] written = Files.readAllBytes(file());

        TokenStore wrong = store("wrong");

        assertThatThrownBy(() -> wrong.read("cache")).hasMessageContaining("The passphrase is not the one");
        assertThatThrownBy(() -> wrong.update("cache", present -> new byte[] {2}))
                .hasMessageContaining("The passphrase is not the one");
        assertThat(Files.readAllBytes(file())).isEqualTo(written);
    }

    /** From the salt to the checksum: only what stands there tells which key it is. */
    @Test
    void aFileWhoseKeyIdHasAnyBitChangedIsSetAsideAndNoWrongPassphrase() throws Exception {
        TokenStore store = store("phrase");
        store.update("cache", present -> new byte[] {1});
        byte[] whole = Files.readAllBytes(file());
        int idAt = 4 + 1 + 1;

        for (int bit = 0; bit < whole[idAt - 1] * Byte.SIZE; bit++) {
            byte[] changed = whole.clone();
            changed[idAt + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(file(), changed);

            assertThat(store.read("cache")).as("bit %s", bit).isEmpty();

            assertThat(file()).as("bit %s", bit).doesNotExist();
        }
    }

    @Test
    void anIdThatWasChangedIsToldSoBeforeAnybodyIsAskedForThePassphrase() throws Exception {
        String id = keys("phrase").current().id();
        String changed = id.replace(":600000:", ":600001:");

        assertThatThrownBy(() -> new PassphraseKeys(() -> {
                            throw new AssertionError("asked");
                        })
                        .key(changed))
                .isInstanceOf(UndecryptableContentException.class)
                .hasMessageContaining("the id of their key was changed");
    }

    @Test
    void aFileFromBeforeTheIdHadAChecksumIsReadAndGetsOneWithTheNextChange() throws Exception {
        EncryptionKey key = keys("phrase").current();
        String earlier = key.id().substring(0, key.id().lastIndexOf(':'));
        SingleFileTokenStore.encrypted(
                        file(),
                        "cache",
                        EncryptionKeys.of(new EncryptionKey(earlier, key.key())),
                        FileStoreOptions.defaults())
                .update("cache", present -> new byte[] {1});

        assertThatThrownBy(() -> store("wrong").read("cache")).hasMessageContaining("The passphrase is not the one");
        TokenStore store = store("phrase");
        assertThat(store.read("cache").orElseThrow().bytes()).containsExactly(1);
        store.update("cache", present -> present.orElseThrow());

        assertThat(Envelope.parse(Files.readAllBytes(file())).keyId()).matches(".*:[A-Za-z0-9_-]{6}:[0-9a-f]{8}");
        assertThat(store.read("cache").orElseThrow().bytes()).containsExactly(1);
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
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("horse", "secret-content");
    }

    private Path file() {
        return place.resolve("f");
    }

    private TokenStore store(String passphrase) {
        return SingleFileTokenStore.encrypted(file(), "cache", keys(passphrase), FileStoreOptions.defaults());
    }

    private static PassphraseKeys keys(String passphrase) {
        return new PassphraseKeys(() -> Secret.of(passphrase));
    }
}
