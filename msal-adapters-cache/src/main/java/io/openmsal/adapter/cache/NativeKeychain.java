package io.openmsal.adapter.cache;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Generic passwords of the service {@code msal-extensions} in the user's default Keychain. */
final class NativeKeychain implements SecretVault {

    static final int SUCCESS = 0;
    static final int ITEM_NOT_FOUND = -25300;

    private static final byte[] SERVICE = "msal-extensions".getBytes(StandardCharsets.UTF_8);

    private final Security security;
    private final CoreFoundation foundation;

    /** The functions of the framework Security that are used; each answers with an {@code OSStatus}. */
    interface Security extends Library {
        int SecKeychainFindGenericPassword(
                @Nullable Pointer keychain,
                int serviceLength,
                byte[] service,
                int accountLength,
                byte[] account,
                @Nullable IntByReference length,
                @Nullable PointerByReference data,
                @Nullable PointerByReference item);

        int SecKeychainAddGenericPassword(
                @Nullable Pointer keychain,
                int serviceLength,
                byte[] service,
                int accountLength,
                byte[] account,
                int length,
                byte[] data,
                @Nullable PointerByReference item);

        int SecKeychainItemModifyAttributesAndData(Pointer item, @Nullable Pointer attributes, int length, byte[] data);

        int SecKeychainItemDelete(Pointer item);

        int SecKeychainItemFreeContent(@Nullable Pointer attributes, @Nullable Pointer data);
    }

    /** What owns the items that were found. */
    interface CoreFoundation extends Library {
        void CFRelease(Pointer reference);
    }

    NativeKeychain(Security security, CoreFoundation foundation) {
        this.security = security;
        this.foundation = foundation;
    }

    static SecretVault load() {
        return new NativeKeychain(
                Native.load("Security", Security.class), Native.load("CoreFoundation", CoreFoundation.class));
    }

    @Override
    public Optional<String> load(String name) throws IOException {
        byte[] account = name.getBytes(StandardCharsets.UTF_8);
        IntByReference length = new IntByReference();
        PointerByReference data = new PointerByReference();
        int status = security.SecKeychainFindGenericPassword(
                null, SERVICE.length, SERVICE, account.length, account, length, data, null);
        if (status == ITEM_NOT_FOUND) {
            return Optional.empty();
        }
        check("read from", status);
        try {
            return Optional.of(new String(data.getValue().getByteArray(0, length.getValue()), StandardCharsets.UTF_8));
        } finally {
            security.SecKeychainItemFreeContent(null, data.getValue());
        }
    }

    @Override
    public void save(String name, String text) throws IOException {
        byte[] account = name.getBytes(StandardCharsets.UTF_8);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        boolean changed = withItem(
                account,
                item -> check(
                        "write to",
                        security.SecKeychainItemModifyAttributesAndData(item, null, content.length, content)));
        if (!changed) {
            check(
                    "write to",
                    security.SecKeychainAddGenericPassword(
                            null, SERVICE.length, SERVICE, account.length, account, content.length, content, null));
        }
    }

    @Override
    public void delete(String name) throws IOException {
        withItem(
                name.getBytes(StandardCharsets.UTF_8),
                item -> check("delete from", security.SecKeychainItemDelete(item)));
    }

    /** What is done with an item. */
    private interface Use {
        void with(Pointer item) throws IOException;
    }

    /** False when there is no such item. */
    private boolean withItem(byte[] account, Use use) throws IOException {
        PointerByReference item = new PointerByReference();
        int status = security.SecKeychainFindGenericPassword(
                null, SERVICE.length, SERVICE, account.length, account, null, null, item);
        if (status == ITEM_NOT_FOUND) {
            return false;
        }
        check("read from", status);
        try {
            use.with(item.getValue());
        } finally {
            foundation.CFRelease(item.getValue());
        }
        return true;
    }

    private static void check(String what, int status) throws IOException {
        if (status != SUCCESS) {
            throw new IOException("The attempt to " + what + " the Keychain failed: " + meaning(status) + ".");
        }
    }

    private static String meaning(int status) {
        return switch (status) {
            case -128 -> "the user did not allow it (-128)";
            case -25294 -> "there is no such keychain (-25294)";
            case -25307 -> "there is no default keychain (-25307)";
            case -25308 -> "the user would have to be asked, and cannot be in this session (-25308)";
            default -> "macOS answered " + status;
        };
    }

    @Override
    public String toString() {
        return "the Keychain";
    }
}
