package io.openmsal.domain.failure;

import org.jspecify.annotations.Nullable;

/**
 * The token store could not be read or written, and the application is set up not to go on without it. Trying again once the
 * store answers helps.
 */
public final class MsalStoreException extends MsalException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param errorCode a stable word for programs
     * @param message what was tried, what the store said, one next step; no secret
     * @param cause what the store threw, free of secrets, or null
     */
    public MsalStoreException(String errorCode, String message, @Nullable Throwable cause) {
        super(errorCode, message, null, cause);
    }
}
