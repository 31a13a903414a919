package io.openmsal.port.store;

import java.util.Objects;

/**
 * The bytes of a partition and the version they had. Two reads with equal versions have equal bytes, so an unchanged
 * partition need not be parsed again. Prints version and size only.
 */
public final class StoredPartition {

    private final byte[] bytes;
    private final String version;

    /**
     * Makes a snapshot.
     *
     * @param bytes the content; copied
     * @param version any text that changes whenever the content does
     */
    public StoredPartition(byte[] bytes, String version) {
        this.bytes = bytes.clone();
        this.version = Objects.requireNonNull(version, "version");
    }

    /**
     * The content.
     *
     * @return a copy of the bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The version.
     *
     * @return an opaque text
     */
    public String version() {
        return version;
    }

    /** Version and size: the bytes hold tokens. */
    @Override
    public String toString() {
        return "version " + version + ", " + bytes.length + " bytes";
    }
}
