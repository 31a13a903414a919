package io.openmsal.testing.app;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on why there is no token. */
public final class MsalExceptionAssert extends AbstractThrowableAssert<MsalExceptionAssert, MsalException> {

    MsalExceptionAssert(@Nullable MsalException actual) {
        super(actual, MsalExceptionAssert.class);
    }

    private <E extends MsalException> E as(Class<E> kind) {
        isInstanceOf(kind);
        return kind.cast(actual);
    }

    private MsalExceptionAssert check(boolean holds, String expected, Object found) {
        if (!holds) {
            failWithMessage("Expected %s, and found %s in: %s", expected, found, actual);
        }
        return this;
    }

    /**
     * A person has to act.
     *
     * @return this
     */
    public MsalExceptionAssert needsInteraction() {
        as(MsalInteractionRequiredException.class);
        return this;
    }

    /**
     * A person has to act, for this reason.
     *
     * @param reason why
     * @return this
     */
    public MsalExceptionAssert needsInteraction(MsalInteractionRequiredException.Reason reason) {
        MsalInteractionRequiredException.Reason found =
                as(MsalInteractionRequiredException.class).reason();
        return check(found == reason, "the reason " + reason, found);
    }

    /**
     * The server wants a policy satisfied.
     *
     * @param claims the challenge it gave
     * @return this
     */
    public MsalExceptionAssert carriesClaims(String claims) {
        String found = as(MsalInteractionRequiredException.class).claims().orElse("none");
        return check(found.equals(claims), "the claims " + claims, found);
    }

    /**
     * The server wants less.
     *
     * @param retryAt not before
     * @return this
     */
    public MsalExceptionAssert isThrottledUntil(Instant retryAt) {
        Instant found = as(MsalThrottledException.class).retryAt();
        return check(found.equals(retryAt), "a retry at " + retryAt, found);
    }

    /**
     * The server answered and gave no token.
     *
     * @param status the HTTP status
     * @return this
     */
    public MsalExceptionAssert isServiceFailure(int status) {
        int found = as(MsalServiceException.class).serviceError().status();
        return check(found == status, "the status " + status, found);
    }

    /**
     * No answer arrived.
     *
     * @return this
     */
    public MsalExceptionAssert isWithoutAnswer() {
        as(MsalTransportException.class);
        return this;
    }

    /**
     * The caller's limit passed.
     *
     * @return this
     */
    public MsalExceptionAssert isTimedOut() {
        as(MsalTimeoutException.class);
        return this;
    }

    /**
     * Somebody ended the call.
     *
     * @return this
     */
    public MsalExceptionAssert isCancelled() {
        as(MsalCancelledException.class);
        return this;
    }

    /**
     * It has this code.
     *
     * @param code such as {@code invalid_grant}
     * @return this
     */
    public MsalExceptionAssert hasErrorCode(String code) {
        isNotNull();
        String found = as(MsalException.class).errorCode();
        return check(found.equals(code), "the code " + code, found);
    }
}
