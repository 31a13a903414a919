package io.openmsal.port.crypto;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** A key or certificate that cannot be used: another format, a wrong passphrase, a certificate of another key. */
public class UnusableKeyMaterialException extends GeneralSecurityException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what was expected, what was found, one next step; nothing of the key or the passphrase
     * @param cause what the platform reported, when it did and when that report holds no key material
     */
    public UnusableKeyMaterialException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
