package io.openmsal.adapter.cache;

import java.io.IOException;

/** How content is written down, and how what lies there is told from what nobody wrote. Safe for many threads. */
interface StoredForm {

    /**
     * Content as it is written.
     *
     * @throws IOException when it cannot be written just now
     */
    byte[] wrap(byte[] content) throws IOException;

    /**
     * The content of what was written.
     *
     * @throws UnreadableContentException when these bytes are not whole: the file may be set aside
     * @throws IOException when they may be whole and cannot be read just now
     */
    byte[] unwrap(byte[] stored) throws IOException;

    /** Whether this is what a place looks like where nothing was written yet, or where somebody is just beginning to. */
    default boolean isNothing(byte[] stored) {
        return false;
    }

    /** Whether what was written would be written in the same way now. */
    default boolean isCurrent(byte[] stored) throws IOException {
        return true;
    }
}
