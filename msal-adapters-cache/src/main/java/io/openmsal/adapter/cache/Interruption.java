package io.openmsal.adapter.cache;

import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** A thread that was interrupted while a library waited: libraries wrap that in a failure of their own, and some forget the thread's flag. */
final class Interruption {

    private Interruption() {}

    /**
     * Ends the call as interrupted if that is what happened, with the flag up again. It says nothing of what was asked.
     *
     * @param failure what the library threw
     * @param asked what it was to wait for
     */
    static void passOn(Throwable failure, String asked) throws InterruptedIOException {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while waiting for " + asked);
            }
        }
    }
}
