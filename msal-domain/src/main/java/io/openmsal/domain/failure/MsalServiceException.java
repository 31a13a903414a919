package io.openmsal.domain.failure;

import org.jspecify.annotations.Nullable;

/** The identity provider refused the request, or its answer was not what the protocol asks for. */
public final class MsalServiceException extends MsalException {

    private static final long serialVersionUID = 1L;

    private final ServiceError serviceError;

    /**
     * Says who refused what.
     *
     * @param serviceError what the server said
     * @param message what was tried, what came back, one next step; no secret
     * @param cause what caused it, free of secrets, or null
     */
    public MsalServiceException(ServiceError serviceError, String message, @Nullable Throwable cause) {
        super(serviceError.error(), message, serviceError.correlationId().orElse(null), cause);
        this.serviceError = serviceError;
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
