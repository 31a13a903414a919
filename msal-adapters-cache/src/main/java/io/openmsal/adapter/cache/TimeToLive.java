package io.openmsal.adapter.cache;

import java.time.Duration;

/**
 * How long a partition is kept after a write at most, for stores that can forget by themselves. What nobody needs any more, such as a document whose last
 * access token is over, goes earlier, also where it is encrypted ({@link io.openmsal.port.store.PartitionChange#neededFor}). Safe for many threads.
 */
@FunctionalInterface
public interface TimeToLive {

    /**
     * Says the time for one write.
     *
     * @param content what is written, so that an {@link EncryptedTokenStore} in front shows nothing here; a copy
     * @return the time from now on, in steps of a millisecond; zero or less forgets it at once
     */
    Duration of(byte[] content);
}
