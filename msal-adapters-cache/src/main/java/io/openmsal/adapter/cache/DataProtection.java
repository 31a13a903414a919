package io.openmsal.adapter.cache;

import java.io.IOException;

/** Encryption by the operating system with a key of the user who is logged in. Safe for many threads. */
interface DataProtection {

    byte[] protect(byte[] content) throws IOException;

    /**
     * The content of what was protected.
     *
     * @throws UnreadableContentException when it was protected for somebody else, elsewhere, or was changed
     * @throws IOException when its key cannot be had just now, or the system is in want of something else
     */
    byte[] unprotect(byte[] content) throws IOException;
}
