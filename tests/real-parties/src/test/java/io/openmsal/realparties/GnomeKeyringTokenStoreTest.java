package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.KeyringFallback;
import io.openmsal.adapter.cache.SystemKeyring;
import io.openmsal.port.store.TokenStore;
import io.openmsal.realparties.keyring.GnomeKeyring;
import io.openmsal.realparties.keyring.NeedsGnomeKeyring;
import io.openmsal.realparties.keyring.Probe;
import io.openmsal.testing.store.TokenStoreContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Secret Service of Linux, with GNOME's keyring behind it. */
@NeedsGnomeKeyring
@Timeout(120)
class GnomeKeyringTokenStoreTest extends TokenStoreContract {

    @TempDir
    Path place;

    private final SystemKeyring keyring = SystemKeyring.ofThisMachine();

    @Override
    protected TokenStore store() {
        return keyring.store(place.resolve("cache"), "cache", FileStoreOptions.defaults());
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return SystemKeyring.ofThisMachine().store(place.resolve("cache"), "cache", FileStoreOptions.defaults());
    }

    @Override
    protected List<String> partitionNames() {
        return List.of("cache");
    }

    @Test
    void theProbePassesAndLeavesNothing(GnomeKeyring gnome) throws Exception {
        String before = gnome.items();

        keyring.probe();

        assertThat(gnome.items()).isEqualTo(before);
    }

    @Test
    void gnomesOwnToolFindsTheDocumentUnderTheHashOfThePath(GnomeKeyring gnome) throws Exception {
        store().update("cache", present -> "{\"\u00e4\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(gnome.tool(
                        "lookup", "xdg:schema", sha256(place.resolve("cache").toString())))
                .isEqualTo("{\"\u00e4\":1}");
    }

    @Test
    void theStoreIsTheOneThatAnyPolicyChooses() throws Exception {
        TokenStore chosen =
                KeyringFallback.fail().storeIn(keyring, place.resolve("cache"), "cache", FileStoreOptions.defaults());

        chosen.update("cache", present -> "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(store().read("cache")).isPresent();
        chosen.delete("cache");
        assertThat(store().read("cache")).isEmpty();
    }

    @Test
    void withoutADbusSessionTheProbeSaysSoAndWhatNext() throws Exception {
        assertThat(Probe.withoutDbus())
                .startsWith("Tokens cannot be kept in the Secret Service: ")
                .contains("D-Bus")
                .contains("choose a fall-back");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
