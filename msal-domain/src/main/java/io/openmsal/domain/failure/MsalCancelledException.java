package io.openmsal.domain.failure;

import org.jspecify.annotations.Nullable;

/** The caller cancelled, its thread was interrupted, or the person declined to sign in. */
public final class MsalCancelledException extends MsalException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param errorCode a stable word for programs
     * @param message what was tried, against which host, what came back, one next step; no secret
     * @param correlationId the id in the server's log, or null when nothing was sent
     * @param cause what caused it, free of secrets, or null
     */
    public MsalCancelledException(
            String errorCode, String message, @Nullable String correlationId, @Nullable Throwable cause) {
        super(errorCode, message, correlationId, cause);
    }
}
