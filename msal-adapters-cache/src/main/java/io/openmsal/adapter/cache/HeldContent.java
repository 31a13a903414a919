package io.openmsal.adapter.cache;

import java.io.IOException;
import java.util.Optional;

/** Where the stored form of one partition lies. Read at any time; everything else happens under a {@link WriteLock}. */
interface HeldContent {

    boolean exists() throws IOException;

    /** What is stored, or empty. */
    Optional<byte[]> read() throws IOException;

    /**
     * Replaces the content, unless it is no longer what it was.
     *
     * @return false when somebody who does not know our lock has written in between; then nothing was changed
     */
    boolean replace(Optional<byte[]> present, byte[] next) throws IOException;

    /** Forgets the content; does nothing when there is none. */
    void delete() throws IOException;

    /** Whether nobody can be in the middle of writing what was just read, also nobody who does not know our lock. */
    boolean isSettled() throws IOException;

    /**
     * Moves the content out of the way, whole and to where only its owner can read it.
     *
     * @param mark a few letters that tell it from others
     * @return where it is now
     */
    String setAside(String mark) throws IOException;
}
