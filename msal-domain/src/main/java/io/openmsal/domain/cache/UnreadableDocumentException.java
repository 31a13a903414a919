package io.openmsal.domain.cache;

import io.openmsal.port.store.UnreadablePartitionException;

/** One document of the cache is beyond reading, and which one; nothing is said of the store that holds it. */
final class UnreadableDocumentException extends UnreadablePartitionException {

    private static final long serialVersionUID = 1L;

    private final String name;

    UnreadableDocumentException(String name, UnreadablePartitionException cause) {
        super("The partition " + name + " cannot be read: " + cause.getMessage(), cause);
        this.name = name;
    }

    /** The name of its partition in the store. */
    String name() {
        return name;
    }
}
