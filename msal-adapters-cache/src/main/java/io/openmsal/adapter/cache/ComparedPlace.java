package io.openmsal.adapter.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A place outside the process that can replace content on the condition that it is still what was read. */
interface ComparedPlace {

    /** What is stored now, as an array of the caller's own, or empty. */
    Optional<byte[]> read(String partition) throws IOException;

    /**
     * Stores content if the present one is the expected one, or absent when absence is expected; else does nothing. One step,
     * seen from every process.
     *
     * @param neededFor says for how long the next content is needed, or nothing when no end is known; a place that keeps everything does not ask
     * @return false when another writer was faster
     */
    boolean replace(String partition, Optional<byte[]> expected, byte[] next, Supplier<Optional<Duration>> neededFor)
            throws IOException;

    /**
     * Forgets the content if it is the expected one; else does nothing. One step, seen from every process.
     *
     * @return false when another writer was faster
     */
    boolean remove(String partition, byte[] expected) throws IOException;

    /** Forgets the content, whatever it is. */
    void delete(String partition) throws IOException;

    /** Which partitions have content. */
    Set<String> partitions() throws IOException;
}
