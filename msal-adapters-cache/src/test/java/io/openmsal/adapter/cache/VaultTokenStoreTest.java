package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.event.RecordingEventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a vault in memory; the real one of Linux is among the real parties. */
class VaultTokenStoreTest extends OnePartitionContract {

    @TempDir
    Path place;

    private final FakeVault vault = new FakeVault();
    private final RecordingEventSink events = new RecordingEventSink();

    @Override
    protected TokenStore store() {
        return over(vault);
    }

    private TokenStore over(SecretVault keyring) {
        return new VaultTokenStore(
                keyring,
                place.resolve("sub/cache"),
                "cache",
                FileStoreOptions.defaults().events(events));
    }

    @Test
    void textLiesInTheVaultAsItIsUnderTheHashOfThePath() throws Exception {
        store().update("cache", present -> "{\"\u00e4\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(vault.texts).containsOnly(Map.entry(name(), "{\"\u00e4\":1}"));
    }

    @Test
    void theFileBesideItHoldsNothingAndIsStampedWithEachWrite() throws Exception {
        store().update("cache", present -> "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(place.resolve("sub/cache")).isEmptyFile();
        assertThat(stamp()).isAfter(Instant.now());
    }

    /** As of an earlier run as another user. Others would not see the change, and save what they have over it. */
    @Test
    void whatCannotBeShownIsNeitherWrittenNorDeleted() throws Exception {
        TokenStore store = store();
        Files.createDirectories(place.resolve("sub/cache/in the way"));

        assertThatThrownBy(() -> store.update("cache", present -> new byte[] {'1'}))
                .isInstanceOf(IOException.class);
        assertThat(vault.texts).isEmpty();

        vault.save(name(), "{}");
        assertThatThrownBy(() -> store.delete("cache")).isInstanceOf(IOException.class);
        assertThat(vault.texts).containsValue("{}");
    }

    @Test
    void aSignalThatIsASymbolicLinkIsNotOpened() throws Exception {
        Files.createDirectories(place.resolve("sub"));
        Files.createSymbolicLink(place.resolve("sub/cache"), place.resolve("elsewhere"));

        assertThatThrownBy(() -> store().update("cache", present -> new byte[] {'1'}))
                .isInstanceOf(IOException.class)
                .hasMessage("The signal of the keyring " + place.resolve("sub/cache")
                        + " is not a regular file. Remove it.");
        assertThat(place.resolve("elsewhere")).doesNotExist();
    }

    /** Whoever is killed while the vault writes cannot stamp it afterwards. */
    @Test
    void theFileIsStampedBeforeTheVaultIsChanged() throws Exception {
        List<Boolean> isAhead = new ArrayList<>();
        TokenStore store = over(vault.afterChanging(() -> isAhead.add(stamp().isAfter(Instant.now()))));

        store.update("cache", present -> new byte[] {'1'});
        Files.setLastModifiedTime(place.resolve("sub/cache"), FileTime.fromMillis(0));
        store.delete("cache");

        assertThat(isAhead).containsExactly(true, true);
    }

    /** Somebody may have read since it was stamped before. */
    @Test
    void aVaultThatFailsAfterItHasWrittenIsShownToHaveChanged() throws Exception {
        TokenStore store = over(vault.afterChanging(() -> {
            Files.setLastModifiedTime(place.resolve("sub/cache"), FileTime.fromMillis(0));
            throw new IOException("no answer");
        }));

        assertThatThrownBy(() -> store.update("cache", present -> new byte[] {'1'}))
                .hasMessage("no answer");

        assertThat(vault.texts).containsValue("1");
        assertThat(stamp()).isAfter(Instant.now());
    }

    @Test
    void whatIsNotWholeIsSetAsideInTheVault() throws Exception {
        store().update("cache", present -> new byte[] {0, 1});
        vault.texts.replaceAll((name, text) -> "base64:?");

        assertThat(store().read("cache")).isEmpty();

        assertThat(vault.texts).hasSize(1).allSatisfy((name, text) -> {
            assertThat(name).contains(".set-aside-");
            assertThat(text).isEqualTo("base64:?");
        });
        assertThat(events.named("store.set_aside")).hasSize(1);
    }

    @Test
    void aVaultThatFailsIsAnIoException() throws Exception {
        vault.failure = "locked";

        assertThatThrownBy(() -> store().read("cache"))
                .isInstanceOf(IOException.class)
                .hasMessage("locked");
        assertThatThrownBy(() -> store().update("cache", present -> new byte[1]))
                .hasMessage("locked");
    }

    private String name() {
        return ContentVersion.of(place.resolve("sub/cache").toString().getBytes(StandardCharsets.UTF_8));
    }

    private Instant stamp() throws IOException {
        return Files.getLastModifiedTime(place.resolve("sub/cache")).toInstant();
    }
}
