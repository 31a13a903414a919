package io.openmsal.adapter.cache;

import com.sun.jna.platform.win32.Crypt32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinCrypt;
import java.io.IOException;

/** {@code CryptProtectData} and its reverse, for the current user and without asking anybody. */
final class NativeDataProtection implements DataProtection {

    private NativeDataProtection() {}

    static DataProtection load() {
        return new NativeDataProtection();
    }

    @Override
    public byte[] protect(byte[] content) throws IOException {
        try {
            return Crypt32Util.cryptProtectData(content, WinCrypt.CRYPTPROTECT_UI_FORBIDDEN);
        } catch (Win32Exception refused) {
            throw new IOException("Windows refused with the code " + refused.getErrorCode() + ".", refused);
        }
    }

    @Override
    public byte[] unprotect(byte[] content) throws IOException {
        try {
            return Crypt32Util.cryptUnprotectData(content, WinCrypt.CRYPTPROTECT_UI_FORBIDDEN);
        } catch (Win32Exception refused) {
            throw DataProtectionFailure.of(refused.getErrorCode(), refused);
        }
    }
}
