package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.failure.ThrottlingRule;
import java.time.Instant;

/**
 * What is worth knowing of a grant after it was refused; unlike the grant, it holds no secret and can be kept.
 *
 * @param purpose what it is called in messages
 * @param who stands behind it
 * @param mistyped whether the person only typed something wrongly
 */
record RefusedGrant(String purpose, WhoActs who, boolean mistyped) {

    static RefusedGrant of(Grant grant, ServiceError error) {
        return new RefusedGrant(grant.purpose(), grant.whoActs(), grant.wasMistyped(error));
    }

    /** The failure behind the answer. */
    MsalException failure(ServerReply reply, ServiceError error, Instant now) {
        String what = "The " + purpose + " was refused: " + error + ".";
        if (reply.status() == 429 || (reply.retryAfter().isPresent() && reply.status() >= 400)) {
            ThrottlingRule rule = ThrottlingRule.ofBusyServer(reply.retryAfter());
            return throttled(error, now.plus(rule.patience(reply.retryAfter())), rule, what);
        }
        return refused(error, what);
    }

    /** The same failure for the same request, which was not sent this time. */
    MsalException again(ServiceError error, HeldBack heldBack) {
        String what = "The " + purpose + " was not sent: shortly before, " + error + ". It is " + heldBack + ".";
        return heldBack.rule() == ThrottlingRule.REFUSED
                ? refused(error, what)
                : throttled(error, heldBack.until(), heldBack.rule(), what);
    }

    private MsalException refused(ServiceError error, String what) {
        return mistyped
                ? new MsalServiceException(
                        error,
                        what + " Check user name and password; each wrong try may count towards locking the account.",
                        null)
                : OAuthFailure.of(error, what, who);
    }

    private static MsalException throttled(ServiceError error, Instant retryAt, ThrottlingRule rule, String what) {
        return new MsalThrottledException(error, retryAt, rule, what + " Try again not before " + retryAt + ".");
    }
}
