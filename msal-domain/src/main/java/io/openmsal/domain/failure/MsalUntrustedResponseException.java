package io.openmsal.domain.failure;

import org.jspecify.annotations.Nullable;

/** An answer was refused because it may not be meant for this application or this sign-in: a forged state, an ID token with another audience, nonce or issuer, metadata of another issuer. Nothing of it was kept. */
public final class MsalUntrustedResponseException extends MsalException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what happened.
     *
     * @param errorCode a stable word for programs
     * @param message what was tried, against which host, what came back, one next step; no secret
     * @param correlationId the id in the server's log, or null when nothing was sent
     * @param cause what caused it, free of secrets, or null
     */
    public MsalUntrustedResponseException(
            String errorCode, String message, @Nullable String correlationId, @Nullable Throwable cause) {
        super(errorCode, message, correlationId, cause);
    }
}
