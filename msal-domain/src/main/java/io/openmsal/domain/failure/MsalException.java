package io.openmsal.domain.failure;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no token, or a token is no good. Every failure of the library is one of this sealed family; callers catch the kinds they can act on:
 *
 * <ul>
 *   <li>{@link MsalInteractionRequiredException}: a person has to sign in (again).
 *   <li>{@link MsalThrottledException}: not before a given instant.
 *   <li>{@link MsalServiceException}: the identity provider refused or answered nonsense.
 *   <li>{@link MsalUntrustedResponseException}: an answer that may be forged was refused here.
 *   <li>{@link MsalTransportException}: no answer arrived.
 *   <li>{@link MsalStoreException}: the token store failed, and the application must not go on without it.
 *   <li>{@link MsalTimeoutException}, {@link MsalCancelledException}: the caller's limit or wish.
 *   <li>{@link MsalBrokerException}: the operating system's broker failed.
 *   <li>{@link MsalConfigurationException}: the application is set up or called wrongly.
 *   <li>{@link MsalCredentialException}: no credential of a chain gave a token.
 *   <li>{@link MsalTokenRejectedException}: a web API was shown a token that it must not accept.
 * </ul>
 *
 * <p>Messages, causes and serialized forms hold no secret and no token.
 */
public abstract sealed class MsalException extends RuntimeException
        permits MsalBrokerException,
                MsalCancelledException,
                MsalConfigurationException,
                MsalCredentialException,
                MsalInteractionRequiredException,
                MsalServiceException,
                MsalStoreException,
                MsalThrottledException,
                MsalTimeoutException,
                MsalTokenRejectedException,
                MsalTransportException,
                MsalUntrustedResponseException {

    private static final long serialVersionUID = 1L;

    private final String errorCode;
    private final @Nullable String correlationId;

    MsalException(String errorCode, String message, @Nullable String correlationId, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = Objects.requireNonNull(errorCode, "errorCode");
        this.correlationId = correlationId;
    }

    /**
     * A stable word for programs: the server's {@code error} where there is one, otherwise one of the library's own.
     *
     * @return lower case with underscores, such as {@code invalid_grant}
     */
    public String errorCode() {
        return errorCode;
    }

    /**
     * The id that stands in the server's log for this call.
     *
     * @return the id, or empty when nothing was sent
     */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }
}
