package io.openmsal.domain.failure;

import org.jspecify.annotations.Nullable;

/** No whole answer arrived: the network, a proxy, TLS or the server broke off. Trying again later may help. */
public final class MsalTransportException extends MsalException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param errorCode a stable word for programs
     * @param message what was tried, against which host, what came back, one next step; no secret
     * @param correlationId the id in the server's log, or null when nothing was sent
     * @param cause what caused it, free of secrets, or null
     */
    public MsalTransportException(
            String errorCode, String message, @Nullable String correlationId, @Nullable Throwable cause) {
        super(errorCode, message, correlationId, cause);
    }
}
