package io.openmsal.domain.failure;

import org.jspecify.annotations.Nullable;

/** The application is set up or called in a way that cannot work; trying again without a change will not help. */
public final class MsalConfigurationException extends MsalException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param errorCode a stable word for programs
     * @param message what was tried, against which host, what came back, one next step; no secret
     * @param correlationId the id in the server's log, or null when nothing was sent
     * @param cause what caused it, free of secrets, or null
     */
    public MsalConfigurationException(
            String errorCode, String message, @Nullable String correlationId, @Nullable Throwable cause) {
        super(errorCode, message, correlationId, cause);
    }

    /**
     * Says what is wrong before anything was sent.
     *
     * @param errorCode a stable word for programs
     * @param message what is wrong and one next step
     */
    public MsalConfigurationException(String errorCode, String message) {
        super(errorCode, message, null, null);
    }
}
