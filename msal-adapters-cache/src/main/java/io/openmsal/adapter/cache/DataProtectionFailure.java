package io.openmsal.adapter.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What it means that Windows did not decrypt something, by the code of its last error. */
final class DataProtectionFailure {

    private static final int INVALID_DATA = 13;
    private static final int KEY_OF_ANOTHER = 0x8009000B;
    private static final int NO_PROFILE = 2;
    private static final int NO_DOMAIN_CONTROLLER = 0x80090345;

    private DataProtectionFailure() {}

    /**
     * The failure as {@link DataProtection#unprotect} tells it.
     *
     * @param code as {@code GetLastError} gives it
     * @param cause what told so, if anything did
     */
    static IOException of(int code, @Nullable Throwable cause) {
        if (code == INVALID_DATA || code == KEY_OF_ANOTHER) {
            return new UnreadableContentException(
                    "Windows did not decrypt it (code " + code
                            + "): it was encrypted for another user or on another machine, or was changed",
                    cause);
        }
        return new IOException(
                "Windows cannot decrypt the token file just now (code " + code + "). " + nextStep(code), cause);
    }

    private static String nextStep(int code) {
        return switch (code) {
            case NO_PROFILE -> "The key is in the profile of the user, which is not loaded: log in with it.";
            case NO_DOMAIN_CONTROLLER ->
                "A domain controller has to be asked for the key: connect to the network of the organization.";
            default -> "Try again; if it stays so, log out and in again.";
        };
    }
}
