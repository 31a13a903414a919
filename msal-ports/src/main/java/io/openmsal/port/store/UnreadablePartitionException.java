package io.openmsal.port.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What lies in one partition of a store cannot be read: no writer could have written it, or the key it was encrypted with is not there. The store
 * itself is well, and so may its other partitions be; it can be deleted without being read. Message and cause show neither keys nor content.
 */
public class UnreadablePartitionException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the failure.
     *
     * @param message what is wrong with the content, and one next step; without keys and content
     * @param cause what told so, if anything did
     */
    public UnreadablePartitionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
