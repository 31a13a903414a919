package io.openmsal.domain.failure;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No token can be had without a person. Start an interactive flow; pass {@link #claims()} on when there are any. */
public final class MsalInteractionRequiredException extends MsalException {

    private static final long serialVersionUID = 1L;

    /** Why a person is needed. The server's {@code suberror} where there is one. */
    public enum Reason {
        /** Nothing is stored for the account: it is unknown here, or signed out. */
        NO_TOKENS,
        /** The server gave no finer reason; usually the refresh token expired or was revoked. */
        UNSPECIFIED,
        /** A message has to be shown to the person. */
        MESSAGE_ONLY,
        /** Something the person can do in a sign-in page, such as a second factor. */
        BASIC_ACTION,
        /** Something the person has to do elsewhere first. */
        ADDITIONAL_ACTION,
        /** The person or an administrator has to consent. */
        CONSENT_REQUIRED,
        /** The password expired. */
        USER_PASSWORD_EXPIRED;

        static Reason ofSuberror(@Nullable String suberror) {
            if (suberror != null) {
                for (Reason reason : values()) {
                    if (reason != NO_TOKENS
                            && reason.name().toLowerCase(Locale.ROOT).equals(suberror)) {
                        return reason;
                    }
                }
            }
            return UNSPECIFIED;
        }
    }

    private final Reason reason;
    private final @Nullable ServiceError serviceError;

    /**
     * The server asks for a person.
     *
     * @param serviceError what the server said
     * @param message what was tried, what came back, one next step; no secret
     */
    public MsalInteractionRequiredException(ServiceError serviceError, String message) {
        super(serviceError.error(), message, serviceError.correlationId().orElse(null), null);
        this.reason = Reason.ofSuberror(serviceError.suberror().orElse(null));
        this.serviceError = serviceError;
    }

    /**
     * Nothing is stored that could be tried.
     *
     * @param message what was looked for, and one next step
     */
    public MsalInteractionRequiredException(String message) {
        super("no_tokens_found", message, null, null);
        this.reason = Reason.NO_TOKENS;
        this.serviceError = null;
    }

    /**
     * The broker would have to show a window.
     *
     * @param message what was tried, what the broker said, one next step; no secret
     * @param correlationId the id that the broker was given
     * @param cause what the broker said; null when that was tokens of another person than may sign in without one
     */
    public MsalInteractionRequiredException(String message, String correlationId, @Nullable Throwable cause) {
        super("interaction_required", message, correlationId, cause);
        this.reason = Reason.UNSPECIFIED;
        this.serviceError = null;
    }

    /**
     * Why a person is needed.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * What the server said.
     *
     * @return the details, or empty when no server was asked
     */
    public Optional<ServiceError> serviceError() {
        return Optional.ofNullable(serviceError);
    }

    /**
     * The claims challenge that the interactive request has to pass on.
     *
     * @return JSON text
     */
    public Optional<String> claims() {
        return serviceError().flatMap(ServiceError::claims);
    }
}
