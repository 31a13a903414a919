package io.openmsal.adapter.cache;

import java.io.IOException;

/**
 * Other writers kept a store busy for longer than this one may wait, or were faster time and again. Nothing was changed; trying
 * again is safe.
 */
public class StoreBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says who waited for what.
     *
     * @param message what was waited for, how long and one next step
     */
    public StoreBusyException(String message) {
        super(message);
    }
}
