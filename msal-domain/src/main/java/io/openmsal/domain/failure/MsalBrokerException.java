package io.openmsal.domain.failure;

import org.jspecify.annotations.Nullable;

/** The operating system's broker failed, or gave what was not asked for. */
public final class MsalBrokerException extends MsalException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param errorCode a stable word for programs
     * @param message what was tried, what came back, one next step; no secret
     * @param correlationId the id that the broker was given
     * @param cause what caused it, free of secrets, or null
     */
    public MsalBrokerException(String errorCode, String message, String correlationId, @Nullable Throwable cause) {
        super(errorCode, message, correlationId, cause);
    }
}
