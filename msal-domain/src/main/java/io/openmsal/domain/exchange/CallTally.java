package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.MsalException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How long one call has waited for others so far, and what failed without failing it, for operators. Safe for many threads. */
public final class CallTally {

    private static final long NEVER = -1;

    private long networkMillis = NEVER;
    private long storeMillis = NEVER;
    private int lastStatus;
    private List<FailedRenewal> failedRenewals = Collections.emptyList();

    /** Begins at nothing. */
    public CallTally() {}

    synchronized void answered(int status, long millis) {
        networkMillis = Math.max(0, networkMillis) + millis;
        lastStatus = status;
    }

    /**
     * Counts a look into the token store.
     *
     * @param millis how long it took
     */
    public synchronized void storeAsked(long millis) {
        storeMillis = Math.max(0, storeMillis) + millis;
    }

    /**
     * Notes that a good token could not be renewed ahead of time, which operators have not been told yet.
     *
     * @param expiresAt when that token expires, in seconds since 1970
     * @param failure why there is no new one
     */
    public synchronized void couldNotRenew(long expiresAt, MsalException failure) {
        List<FailedRenewal> more = new ArrayList<>(failedRenewals);
        more.add(new FailedRenewal(expiresAt, failure));
        failedRenewals = Collections.unmodifiableList(more);
    }

    /**
     * What operators have to be told of: tokens that the call went on with since they could not be renewed. An application may need
     * several tokens for one.
     *
     * @return in the order in which they failed; unmodifiable, usually empty
     */
    public synchronized List<FailedRenewal> failedRenewals() {
        return failedRenewals;
    }

    /**
     * How long servers took to answer.
     *
     * @return milliseconds of all exchanges together, or empty when no server answered
     */
    public synchronized OptionalLong networkMillis() {
        return networkMillis == NEVER ? OptionalLong.empty() : OptionalLong.of(networkMillis);
    }

    /**
     * What the last server said.
     *
     * @return the status, or empty when no server answered
     */
    public synchronized OptionalInt lastStatus() {
        return networkMillis == NEVER ? OptionalInt.empty() : OptionalInt.of(lastStatus);
    }

    /**
     * How long the token store took, which is asked when the process has nothing good.
     *
     * @return milliseconds, or empty when it was not asked
     */
    public synchronized OptionalLong storeMillis() {
        return storeMillis == NEVER ? OptionalLong.empty() : OptionalLong.of(storeMillis);
    }
}
