package io.openmsal.adapter.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted content cannot be decrypted: its key is not among the given ones, or it is not what was written there. An
 * {@link EncryptedTokenStore} leaves the stored content as it is. Shows neither key nor content.
 */
public class UndecryptableContentException extends UnreadableContentException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String missingKeyId;

    UndecryptableContentException(String message, @Nullable String missingKeyId, @Nullable Throwable cause) {
        super(message, cause);
        this.missingKeyId = missingKeyId;
    }

    /** The key is not there; the content may well be sound. */
    static UndecryptableContentException missingKey(String id) {
        return new UndecryptableContentException(
                "The stored tokens are encrypted with the key " + id
                        + ", which the EncryptionKeys do not have. Add it as an"
                        + " earlier key; if it is lost, delete the partition and let the user sign in again.",
                id,
                null);
    }

    /** The key is there, and the content is not what was encrypted with it for this partition. */
    static UndecryptableContentException changed(String what, @Nullable Throwable cause) {
        return new UndecryptableContentException(
                "The stored tokens are not what was written: " + what
                        + ". Find out who else can write to the store, then"
                        + " delete the partition and let the user sign in again.",
                null,
                cause);
    }

    /** There is no reading it at all. */
    static UndecryptableContentException unknownFormat(String what) {
        return new UndecryptableContentException("The stored tokens cannot be decrypted: " + what, null, null);
    }

    /**
     * The key that is missing.
     *
     * @return its id, or empty when something else is wrong
     */
    public Optional<String> missingKeyId() {
        return Optional.ofNullable(missingKeyId);
    }
}
