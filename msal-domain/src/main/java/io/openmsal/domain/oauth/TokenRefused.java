package io.openmsal.domain.oauth;

import io.openmsal.domain.failure.MsalException;
import java.util.Objects;

/**
 * The token endpoint refused (RFC 6749 §5.2).
 *
 * @param failure why, ready to be thrown
 */
public record TokenRefused(MsalException failure) implements TokenReply {

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

    @Override
    public TokensIssued orThrow() {
        throw failure;
    }
}
