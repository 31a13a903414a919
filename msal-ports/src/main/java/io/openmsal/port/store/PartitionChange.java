package io.openmsal.port.store;

import java.io.IOException;
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
}
