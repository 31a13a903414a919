package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Generic passwords in memory. */
    private static final class FakeSecurity implements NativeKeychain.Security {

        final Map<String, byte[]> items = new HashMap<>();
        final Map<Pointer, String> lent = new HashMap<>();
        final List<Pointer> freed = new ArrayList<>();
        final List<Pointer> released = new ArrayList<>();
        int refusal;

        @Override
        public int SecKeychainFindGenericPassword(
                Pointer keychain,
                int serviceLength,
                byte[] service,
                int accountLength,
                byte[] account,
                IntByReference length,
                PointerByReference data,
                PointerByReference item) {
            String name = name(service, account);
            if (refusal != 0) {
                return refusal;
            }
            if (!items.containsKey(name)) {
                return NativeKeychain.ITEM_NOT_FOUND;
            }
            if (data != null) {
                byte[] content = items.get(name);
                Memory copy = new Memory(content.length + 1L);
                copy.write(0, content, 0, content.length);
                length.setValue(content.length);
                data.setValue(copy);
            }
            if (item != null) {
                Pointer reference = new Memory(1);
                lent.put(reference, name);
                item.setValue(reference);
            }
            return NativeKeychain.SUCCESS;
        }

        @Override
        public int SecKeychainAddGenericPassword(
                Pointer keychain,
                int serviceLength,
                byte[] service,
                int accountLength,
                byte[] account,
                int length,
                byte[] data,
                PointerByReference item) {
            items.put(name(service, account), data);
            return NativeKeychain.SUCCESS;
        }

        @Override
        public int SecKeychainItemModifyAttributesAndData(Pointer item, Pointer attributes, int length, byte[] data) {
            items.put(lent.get(item), data);
            return NativeKeychain.SUCCESS;
        }

        @Override
        public int SecKeychainItemDelete(Pointer item) {
            items.remove(lent.get(item));
            return NativeKeychain.SUCCESS;
        }

        @Override
        public int SecKeychainItemFreeContent(Pointer attributes, Pointer data) {
            freed.add(data);
            return NativeKeychain.SUCCESS;
        }

        private static String name(byte[] service, byte[] account) {
            return new String(service, StandardCharsets.UTF_8) + '/' + new String(account, StandardCharsets.UTF_8);
        }
    }
}
