package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.store.TokenStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a vault in memory; the real one of Linux is among the real parties. */
class VaultTokenStoreTest extends TokenStoreContract {

    @TempDir
    Path place;

    private final FakeVault vault = new FakeVault();
    private final RecordingEventSink events = new RecordingEventSink();

    @Override
    protected TokenStore store() {
        return new VaultTokenStore(
                vault,
                place.resolve("sub/cache"),
                "cache",
                FileStoreOptions.defaults().events(events));
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return store();
    }

    @Override
    protected List<String> partitionNames() {
        return List.of("cache");
    }

    @Test
    void textLiesInTheVaultAsItIsUnderTheHashOfThePath() throws Exception {
        store().update("cache", present -> "{\"\u00e4\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(vault.texts)
                .containsOnly(Map.entry(
                        ContentVersion.of(place.resolve("sub/cache").toString().getBytes(StandardCharsets.UTF_8)),
                        "{\"\u00e4\":1}"));
    }

    @Test
    void theFileBesideItHoldsNothingAndIsStampedWithEachWrite() throws Exception {
        store().update("cache", present -> "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(place.resolve("sub/cache")).isEmptyFile();
        assertThat(Files.getLastModifiedTime(place.resolve("sub/cache")).toInstant())
                .isAfter(Instant.now());
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
}
