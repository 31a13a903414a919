package io.openmsal.domain.oauth;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.token.Scopes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The token endpoint refused (RFC 6749 §5.2).
 *
 * @param failure why, ready to be thrown
 */
public record TokenRefused(MsalException failure) implements TokenReply {

    /** The finer word of Microsoft Entra for a refresh token of another application's. */
    static final String CLIENT_MISMATCH = "client_mismatch";

    /** RFC 6749 §5.2. */
    private static final String INVALID_SCOPE = "invalid_scope";

    /** Checks that nothing is missing. */
    public TokenRefused {
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * The {@code error} code.
     *
     * @return a word such as {@code authorization_pending}
     */
    public String error() {
        return failure.errorCode();
    }

    /**
     * Whether the application was refused, or its proof, and not the grant.
     *
     * @return true for {@code invalid_client}
     */
    public boolean isOfTheClient() {
        return TokenEndpoint.INVALID_CLIENT.equals(error());
    }

    /**
     * Whether what was asked for was refused, and not who asks.
     *
     * @return true for {@code invalid_scope}
     */
    public boolean isOfTheScopes() {
        return INVALID_SCOPE.equals(error());
    }

    /**
     * The same refusal where a refresh token does not stand for all that was asked for: what is lacking only a person can grant.
     *
     * @param asked what was asked for
     * @return a refusal that a sign-in cures
     */
    public TokenRefused ofWhatWasNotGranted(Scopes asked) {
        return failure instanceof MsalServiceException refused
                ? new TokenRefused(new MsalInteractionRequiredException(
                        refused.serviceError(),
                        "The redemption of the refresh token was refused: " + refused.serviceError()
                                + ". Not all of '" + asked
                                + "' was granted with it: sign the user in again, and name these scopes there."))
                : this;
    }

    /**
     * Whether a refresh token was refused because another application, of whose family this one is not, was given it.
     *
     * @return whether Microsoft Entra says so, as {@code suberror} or in {@code error_additional_info}
     */
    public boolean isClientMismatch() {
        return failure instanceof MsalInteractionRequiredException needed
                && needed.serviceError()
                        .flatMap(ServiceError::suberror)
                        .filter(CLIENT_MISMATCH::equals)
                        .isPresent();
    }

    /**
     * Whether the server could not deal with the request, and said nothing of what it was asked.
     *
     * @return true for the statuses 429 and 5xx
     */
    public boolean isOfABusyServer() {
        int status = status();
        return status == 429 || status >= 500;
    }

    private int status() {
        if (failure instanceof MsalThrottledException throttled) {
            return throttled.serviceError().status();
        }
        return failure instanceof MsalServiceException refused
                ? refused.serviceError().status()
                : 0;
    }

    /**
     * When the server wants to be asked again.
     *
     * @return the time; empty where it did not say that it wants to be left alone
     */
    public Optional<Instant> retryAt() {
        return failure instanceof MsalThrottledException throttled
                ? Optional.of(throttled.retryAt())
                : Optional.empty();
    }

    @Override
    public TokensIssued orThrow() {
        throw failure;
    }
}
