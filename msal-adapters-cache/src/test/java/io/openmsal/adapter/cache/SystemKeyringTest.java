package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.event.RecordingEventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe and what follows from it, on vaults in memory. */
class SystemKeyringTest {

    private static final byte[] DOCUMENT = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path place;

    private final FakeVault vault = new FakeVault();
    private final SystemKeyring keyring = new VaultKeyring("the test's vault", () -> vault);
    private final RecordingEventSink events = new RecordingEventSink();

    @Test
    void theProbeWritesReadsAndDeletes() throws Exception {
        keyring.probe();

        assertThat(vault.texts).isEmpty();
    }

    @Test
    void twoProbesAtOnceDoNotDisturbOneAnother() throws Exception {
        SystemKeyring meanwhile = new VaultKeyring("the test's vault", () -> vault.beforeReading(keyring::probe));

        meanwhile.probe();

        assertThat(vault.texts).isEmpty();
    }

    @Test
    void aProbeThatCannotReadLeavesNothing() {
        SystemKeyring unreadable = new VaultKeyring(
                "the test's vault",
                () -> vault.beforeReading(() -> {
                    throw new IOException("It has just been locked.");
                }));

        assertThatThrownBy(unreadable::probe).hasMessageContaining("It has just been locked.");

        assertThat(vault.texts).isEmpty();
    }

    @Test
    void theProbeSaysWhyAndWhatNext() {
        vault.failure = "It is locked.";

        assertThatThrownBy(keyring::probe)
                .isInstanceOf(KeyringUnavailableException.class)
                .hasMessage("Tokens cannot be kept in the test's vault: It is locked."
                        + " Log in with a session that has one, or choose a fall-back.");
    }

    @Test
    void aVaultThatForgetsDoesNotPass() {
        vault.forgetful = true;

        assertThatThrownBy(keyring::probe)
                .isInstanceOf(KeyringUnavailableException.class)
                .hasMessageContaining("did not give back what was just written");
    }

    @Test
    void aLibraryThatIsNotThereIsSaidByName() {
        SystemKeyring without = new VaultKeyring("the test's vault", () -> {
            throw new NoClassDefFoundError("com/sun/jna/Library");
        });

        assertThatThrownBy(without::probe)
                .isInstanceOf(KeyringUnavailableException.class)
                .hasMessageContaining("net.java.dev.jna:jna-platform")
                .hasMessageContaining("Add it");
        assertThatThrownBy(() ->
                        without.store(place.resolve("f"), "cache", options()).read("cache"))
                .isInstanceOf(KeyringUnavailableException.class);
    }

    @Test
    void aNativeLibraryThatDoesNotLoadIsAFailureOfTheProbeAndNoError() {
        SystemKeyring without = new VaultKeyring("the test's vault", () -> {
            throw new UnsatisfiedLinkError("libsecret-1.so.0: cannot open shared object file\nmore");
        });

        assertThatThrownBy(without::probe)
                .isInstanceOf(KeyringUnavailableException.class)
                .hasMessageContaining("cannot open shared object file")
                .hasMessageContaining("libsecret-1-0");
    }

    @Test
    void aKeyringThatPassesIsUsedWhateverTheFallback() throws Exception {
        TokenStore store = KeyringFallback.fail().storeIn(keyring, place.resolve("f"), "cache", options());

        store.update("cache", present -> DOCUMENT);

        assertThat(vault.texts).containsValue("{}");
        assertThat(events.events()).isEmpty();
    }

    @Test
    void thePolicyToFailFails() {
        vault.failure = "It is locked.";

        assertThatThrownBy(() -> KeyringFallback.fail().storeIn(keyring, place.resolve("f"), "cache", options()))
                .isInstanceOf(KeyringUnavailableException.class);
    }

    @Test
    void thePolicyOfMemoryOnlyTouchesNoDiskAndTellsTheOperatorWhy() throws Exception {
        vault.failure = "It is locked.";

        TokenStore store = KeyringFallback.memoryOnly().storeIn(keyring, place.resolve("f"), "cache", options());
        store.update("cache", present -> DOCUMENT);

        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
        assertThat(place).isEmptyDirectory();
        assertThat(events.only("store.keyring_unavailable").toString()).contains("It is locked.");
    }

    @Test
    void thePolicyOfAnEncryptedFileKeepsTokensUnderThePassphrase() throws Exception {
        vault.failure = "It is locked.";
        KeyringFallback policy = KeyringFallback.encryptedFile(() -> Secret.of("a phrase"));

        policy.storeIn(keyring, place.resolve("f"), "cache", options()).update("cache", present -> DOCUMENT);

        assertThat(policy.storeIn(keyring, place.resolve("f"), "cache", options())
                        .read("cache")
                        .orElseThrow()
                        .bytes())
                .isEqualTo(DOCUMENT);
        assertThat(Files.readString(place.resolve("f.encrypted"), StandardCharsets.ISO_8859_1))
                .startsWith("OMSE")
                .doesNotContain("{}");
    }

    @Test
    void aSystemWithoutAKnownKeyringHasAProbeThatFails() {
        assertThatThrownBy(() -> new NoKeyring("Plan 9").probe())
                .isInstanceOf(KeyringUnavailableException.class)
                .hasMessageContaining("Plan 9")
                .hasMessageContaining("Choose a fall-back");
    }

    @Test
    void underWindowsTheFileHoldsWhatTheSystemMadeOfTheContent() throws Exception {
        SystemKeyring windows = new DataProtectionKeyring(() -> new ReversingProtection());
        windows.probe();

        TokenStore store = windows.store(place.resolve("f"), "cache", options());
        store.update("cache", present -> "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(place.resolve("f")).hasContent("}1:\"a\"{\u0000");
        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void underWindowsAFileOfAnotherUserIsSetAsideAndTheSignInGoesOn() throws Exception {
        SystemKeyring windows = new DataProtectionKeyring(() -> new ReversingProtection());
        Files.writeString(place.resolve("f"), "theirs");
        Files.setLastModifiedTime(place.resolve("f"), FileTime.fromMillis(0));
        TokenStore store = windows.store(place.resolve("f"), "cache", options());

        store.update("cache", present -> DOCUMENT);

        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
        assertThat(events.only("store.set_aside").toString()).contains("another user");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80090345, 2, 1722})
    void underWindowsASoundFileStaysWhereItIsWhileItsKeyCannotBeHad(int code) throws Exception {
        ReversingProtection protection = new ReversingProtection();
        TokenStore store = new DataProtectionKeyring(() -> protection).store(place.resolve("f"), "cache", options());
        store.update("cache", present -> DOCUMENT);
        Files.setLastModifiedTime(place.resolve("f"), FileTime.fromMillis(0));
        protection.refusal = code;

        assertThatThrownBy(() -> store.read("cache"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("just now (code " + code + ")");

        protection.refusal = 0;
        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
        assertThat(events.events()).isEmpty();
    }

    @Test
    void underWindowsTheEmptyFileThatNodeBeginsWithIsNothing() throws Exception {
        SystemKeyring windows = new DataProtectionKeyring(() -> new ReversingProtection());
        Files.createFile(place.resolve("f"));
        Files.setLastModifiedTime(place.resolve("f"), FileTime.fromMillis(0));
        TokenStore store = windows.store(place.resolve("f"), "cache", options());

        assertThat(store.read("cache")).isEmpty();
        store.update("cache", present -> DOCUMENT);

        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
        assertThat(events.events()).isEmpty();
    }

    private FileStoreOptions options() {
        return FileStoreOptions.defaults().events(events);
    }
}
