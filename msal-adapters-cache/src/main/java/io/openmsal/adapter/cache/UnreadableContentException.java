package io.openmsal.adapter.cache;

import io.openmsal.port.store.UnreadablePartitionException;
import org.jspecify.annotations.Nullable;

/** Stored content is not what any writer of it could have written, or cannot be decrypted. Shows neither key nor content. */
public class UnreadableContentException extends UnreadablePartitionException {

    private static final long serialVersionUID = 1L;

    UnreadableContentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
