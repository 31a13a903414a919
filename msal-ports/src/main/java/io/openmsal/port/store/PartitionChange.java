package io.openmsal.port.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What an {@link TokenStore#update} does to a partition. A pure function of what it is given: it may be called again. */
@FunctionalInterface
public interface PartitionChange {

    /**
     * Says the new content.
     *
     * @param present the bytes stored now, or empty when there are none
     * @return the bytes to store
     * @throws IOException to give up; the partition stays as it is
     */
    byte[] apply(Optional<byte[]> present) throws IOException;

    /**
     * Says for how long anybody will need what {@link #apply} returned last. A store that can forget by itself asks right before it writes that, and
     * may forget it afterwards; others need not ask.
     *
     * @return the time from now on, zero or less when nobody needs it any more; empty when no end is known, so that it is kept until it is deleted
     */
    default Optional<Duration> neededFor() {
        return Optional.empty();
    }

    /**
     * Puts another change around this one, for a store around another: whatever this one says of its content is said of that change's, too.
     *
     * @param outer applies this one to what it makes of the stored bytes, and makes bytes to store of what that returns
     * @return what to hand to the inner store
     */
    default PartitionChange wrappedIn(PartitionChange outer) {
        return new WrappedChange(this, outer);
    }
}
