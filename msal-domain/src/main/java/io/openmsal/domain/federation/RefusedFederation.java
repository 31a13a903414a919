package io.openmsal.domain.federation;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.oauth.RefusedRequest;
import java.util.Objects;

/**
 * A request of a federated sign-in that was refused.
 *
 * @param purpose what it is called in messages
 * @param mistyped whether the person only typed something wrongly
 * @param nextStep what may help
 */
record RefusedFederation(String purpose, boolean mistyped, String nextStep) implements RefusedRequest {

    RefusedFederation {
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(nextStep, "nextStep");
    }

    @Override
    public MsalException refused(ServiceError error, String what) {
        return new MsalServiceException(error, what + " " + nextStep, null);
    }
}
