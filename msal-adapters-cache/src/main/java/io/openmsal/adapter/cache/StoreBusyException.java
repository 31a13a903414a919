package io.openmsal.adapter.cache;

import java.io.IOException;

/** Another writer held a file store for longer than this one was told to wait. Nothing was changed; trying again is safe. */
public class StoreBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says who waited for what.
     *
     * @param message the lock, the time waited and one next step
     */
    public StoreBusyException(String message) {
        super(message);
    }
}
