package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.ServiceError;
import java.time.Instant;

/**
 * A grant that was refused.
 *
 * @param purpose what it is called in messages
 * @param who stands behind it
 * @param mistyped whether the person only typed something wrongly
 */
record RefusedGrant(String purpose, WhoActs who, boolean mistyped) implements RefusedRequest {

    static RefusedGrant of(Grant grant, ServiceError error) {
        return new RefusedGrant(grant.purpose(), grant.whoActs(), grant.wasMistyped(error));
    }

    /** The failure behind the answer. */
    MsalException failure(ServerReply reply, ServiceError error, Instant now) {
        return failure(reply, error, "The " + purpose + " was refused: " + error + ".", now);
    }

    @Override
    public MsalException refused(ServiceError error, String what) {
        return mistyped
                ? new MsalServiceException(
                        error,
                        what + " Check user name and password; each wrong try may count towards locking the account.",
                        null)
                : OAuthFailure.of(error, what, who);
    }
}
