package io.openmsal.domain.exchange;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** How long one call has waited for others so far, for operators. Safe for many threads. */
public final class CallTally {

    private static final long NEVER = -1;

    private long networkMillis = NEVER;
    private long storeMillis = NEVER;
    private int lastStatus;

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
