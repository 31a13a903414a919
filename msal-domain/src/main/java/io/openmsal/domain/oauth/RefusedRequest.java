package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.failure.ThrottlingRule;
import java.time.Instant;

/** What is worth knowing of a request after it was refused; unlike the request, it holds no secret and can be kept. */
public interface RefusedRequest {

    /**
     * What the request is called in messages.
     *
     * @return a few words
     */
    String purpose();

    /**
     * Whether the person only typed something wrongly, so that the very same would be refused again, whatever the status.
     *
     * @return false where nothing was typed, or nothing is known to be wrong with it
     */
    boolean mistyped();

    /**
     * What may help beside patience.
     *
     * @return a whole sentence, or an empty text where patience is all
     */
    default String nextStep() {
        return "";
    }

    /**
     * The failure of a server that does not ask for patience.
     *
     * @param error what it said
     * @param what what was tried and what came back, in whole sentences
     * @return the failure, with one next step
     */
    MsalException refused(ServiceError error, String what);

    /**
     * The failure behind an answer.
     *
     * @param reply the answer
     * @param error what the server said in it
     * @param what what was tried and what came back, in whole sentences
     * @param now the present
     * @return when to try again, where the server asks for patience; else why it refused
     */
    default MsalException failure(ServerReply reply, ServiceError error, String what, Instant now) {
        return reply.patience(now)
                .map(heldBack -> throttled(error, heldBack, what))
                .orElseGet(() -> refused(error, what));
    }

    /**
     * The same failure for the same request, which was not sent this time.
     *
     * @param error what the server had said
     * @param heldBack until when and by which rule
     * @return the failure
     */
    default MsalException again(ServiceError error, HeldBack heldBack) {
        String what = "The " + purpose() + " was not sent: shortly before, " + error + ". It is " + heldBack + ".";
        return heldBack.rule() == ThrottlingRule.REFUSED ? refused(error, what) : throttled(error, heldBack, what);
    }

    private MsalException throttled(ServiceError error, HeldBack heldBack, String what) {
        return new MsalThrottledException(
                error,
                heldBack.until(),
                heldBack.rule(),
                what + (nextStep().isEmpty() ? "" : " " + nextStep()) + " Try again not before " + heldBack.until()
                        + ".");
    }
}
