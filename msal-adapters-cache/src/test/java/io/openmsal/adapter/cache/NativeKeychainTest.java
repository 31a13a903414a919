package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How the functions of macOS are called, on a fake of them. Nobody has run this on macOS yet. */
class NativeKeychainTest {

    private final FakeSecurity security = new FakeSecurity();
    private final SecretVault keychain = new NativeKeychain(security, security.released::add);

    @Test
    void whatWasSavedIsFoundUnderItsNameAndTheServiceOfTheExtensions() throws Exception {
        keychain.save("one", "text \u00e4");
        keychain.save("two", "other");

        assertThat(keychain.load("one")).contains("text \u00e4");
        assertThat(keychain.load("three")).isEmpty();
        assertThat(security.items).containsOnlyKeys("msal-extensions/one", "msal-extensions/two");
    }

    @Test
    void savingAgainReplaces() throws Exception {
        keychain.save("one", "first");
        keychain.save("one", "second");

        assertThat(keychain.load("one")).contains("second");
        assertThat(security.items).hasSize(1);
    }

    @Test
    void deletingForgetsAndDoesNothingWhenThereIsNone() throws Exception {
        keychain.save("one", "first");

        keychain.delete("one");
        keychain.delete("one");

        assertThat(keychain.load("one")).isEmpty();
    }

    @Test
    void whatMacOsLentIsGivenBack() throws Exception {
        keychain.save("one", "first");
        keychain.save("one", "second");
        keychain.load("one");
        keychain.delete("one");

        assertThat(security.freed).hasSize(1);
        assertThat(security.released).hasSize(2);
    }

    @Test
    void aRefusalIsSaidInWords() {
        security.refusal = -25308;

        assertThatThrownBy(() -> keychain.load("one"))
                .hasMessageContaining("read from the Keychain")
                .hasMessageContaining("cannot be in this session (-25308)");
        assertThatThrownBy(() -> keychain.save("one", "secret-text"))
                .hasMessageContaining("(-25308)")
                .hasMessageNotContaining("secret-text");
    }
}
