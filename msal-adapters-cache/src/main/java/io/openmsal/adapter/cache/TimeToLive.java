package io.openmsal.adapter.cache;

import java.time.Duration;

/** How long a partition is kept after a write, for stores that can forget by themselves. Safe for many threads. */
@FunctionalInterface
public interface TimeToLive {

    /**
     * Says the time for one write.
     *
     * @param content what is written; a copy
     * @return the time from now on, in steps of a millisecond; zero or less forgets it at once
     */
    Duration of(byte[] content);
}
