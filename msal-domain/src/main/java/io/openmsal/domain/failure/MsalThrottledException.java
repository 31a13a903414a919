package io.openmsal.domain.failure;

import java.time.Instant;

/** The identity provider asked for patience (HTTP 429, or a {@code Retry-After}). */
public final class MsalThrottledException extends MsalException {

    private static final long serialVersionUID = 1L;

    private final ServiceError serviceError;
    private final Instant retryAt;

    /**
     * Says until when.
     *
     * @param serviceError what the server said
     * @param retryAt the earliest instant at which trying again makes sense
     * @param message what was tried, what came back, one next step; no secret
     */
    public MsalThrottledException(ServiceError serviceError, Instant retryAt, String message) {
        super(serviceError.error(), message, serviceError.correlationId().orElse(null), null);
        this.serviceError = serviceError;
        this.retryAt = retryAt;
    }

    /**
     * When to try again.
     *
     * @return the earliest instant at which it makes sense
     */
    public Instant retryAt() {
        return retryAt;
    }

    /**
     * What the server said.
     *
     * @return the details
     */
    public ServiceError serviceError() {
        return serviceError;
    }
}
