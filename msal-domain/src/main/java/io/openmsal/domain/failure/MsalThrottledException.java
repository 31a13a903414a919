package io.openmsal.domain.failure;

import java.time.Instant;

/**
 * The identity provider asked for patience (HTTP 429 or 5xx, or a {@code Retry-After}). Until {@link #retryAt()} the library does
 * not send the same request; it throws this again instead. Only who looks by themselves whether a device code was used keeps the pace by
 * themselves, too.
 */
public final class MsalThrottledException extends MsalException {

    private static final long serialVersionUID = 1L;

    private final ServiceError serviceError;
    private final Instant retryAt;
    private final ThrottlingRule rule;

    /**
     * Says until when.
     *
     * @param serviceError what the server said
     * @param retryAt the earliest instant at which trying again makes sense
     * @param rule where that instant comes from
     * @param message what was tried, what came back, one next step; no secret
     */
    public MsalThrottledException(ServiceError serviceError, Instant retryAt, ThrottlingRule rule, String message) {
        super(serviceError.error(), message, serviceError.correlationId().orElse(null), null);
        this.serviceError = serviceError;
        this.retryAt = retryAt;
        this.rule = rule;
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
     * Where {@link #retryAt()} comes from.
     *
     * @return the rule
     */
    public ThrottlingRule rule() {
        return rule;
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
