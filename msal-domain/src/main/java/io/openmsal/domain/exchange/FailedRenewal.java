package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.MsalException;
import java.util.Objects;

/**
 * A token could not be renewed ahead of time. The call that tried goes on with it, so that nobody but the operators hears of the failure.
 *
 * @param expiresAt when the token expires that goes on serving, in seconds since 1970
 * @param failure why there is no new one
 */
public record FailedRenewal(long expiresAt, MsalException failure) {

    /** Checks that nothing is missing. */
    public FailedRenewal {
        Objects.requireNonNull(failure, "failure");
    }
}
