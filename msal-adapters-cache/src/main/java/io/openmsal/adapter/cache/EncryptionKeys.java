package io.openmsal.adapter.cache;

import java.io.IOException;
import java.util.Optional;

/**
 * The keys of an {@link EncryptedTokenStore}. Both methods are asked anew for every read and write, so an implementation that
 * fetches keys from a vault should remember them, and a key can be replaced while the application runs. Called from many
 * threads at once, possibly while a lock of the store is held: answer quickly.
 *
 * <p>To rotate: first give every process the new key as an earlier one, so that it can read what the others write; then make
 * it the current one everywhere; drop the old key when no partition uses it any more.
 */
public interface EncryptionKeys {

    /**
     * The key to write with.
     *
     * @return a key that {@link #key} finds, too
     * @throws IOException when it cannot be had; nothing is written
     */
    EncryptionKey current() throws IOException;

    /**
     * A key to read with.
     *
     * @param id what the content says; not trustworthy yet, so do not make it a part of a path or an address
     * @return the key, or empty when it is not known
     * @throws IOException when it cannot be had just now
     */
    Optional<EncryptionKey> key(String id) throws IOException;

    /**
     * Keys that stay as they are.
     *
     * @param current the key to write and to read with
     * @param earlier more keys to read with
     * @return the keys
     * @throws IllegalArgumentException when two have the same id
     */
    static EncryptionKeys of(EncryptionKey current, EncryptionKey... earlier) {
        return new FixedEncryptionKeys(current, earlier);
    }
}
