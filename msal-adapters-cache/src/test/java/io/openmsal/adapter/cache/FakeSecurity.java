package io.openmsal.adapter.cache;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Generic passwords in memory, as the functions of macOS give and take them. */
final class FakeSecurity implements NativeKeychain.Security {

    final Map<String, byte[]> items = new ConcurrentHashMap<>();
    final Map<Pointer, String> lent = new ConcurrentHashMap<>();
    final List<Pointer> freed = new CopyOnWriteArrayList<>();
    final List<Pointer> released = new CopyOnWriteArrayList<>();
    int refusal;

    /** Memory is free once nobody refers to it, whoever knows its address. */
    private final Set<Pointer> given = ConcurrentHashMap.newKeySet();

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
        byte[] content = items.get(name);
        if (content == null) {
            return NativeKeychain.ITEM_NOT_FOUND;
        }
        if (data != null) {
            Memory copy = new Memory(content.length + 1L);
            copy.write(0, content, 0, content.length);
            length.setValue(content.length);
            given.add(copy);
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
        given.remove(data);
        return NativeKeychain.SUCCESS;
    }

    private static String name(byte[] service, byte[] account) {
        return new String(service, StandardCharsets.UTF_8) + '/' + new String(account, StandardCharsets.UTF_8);
    }
}
