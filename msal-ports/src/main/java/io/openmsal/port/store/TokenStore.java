package io.openmsal.port.store;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Named partitions of opaque bytes that outlive the process: a file, a database table, a data grid.
 *
 * <p>The core decides what the bytes mean and merges changes inside {@link #update}; the store only has to make that update
 * atomic, by a lock or by compare-and-set, so that two writers never lose each other's tokens. Safe for many threads; a store
 * that is shared between processes is safe for those too. {@code TokenStoreContract} in {@code msal-testing} checks all of it.
 *
 * <p>The bytes hold tokens. A store protects them as the place allows (file mode, database grants), and an adapter never
 * prints them.
 */
public interface TokenStore {

    /**
     * Reads one partition.
     *
     * @param partition a name of letters, digits and the characters {@code . _ - @ ~}, at most 200 long
     * @return the bytes with their version, or empty when the partition was never written, was deleted, or was forgotten since nobody needed it any more
     * @throws UnreadablePartitionException when the store is well, and what lies there cannot be read or decrypted
     * @throws IOException when the store cannot be read
     */
    Optional<StoredPartition> read(String partition) throws IOException;

    /**
     * Reads, changes and writes one partition as one step that no other writer can come between.
     *
     * @param partition the name, as for {@link #read}
     * @param change gets the present bytes and says the new ones; may be called again when another writer was faster, so it
     *     must not act on anything else; a store around another hands on what this is {@linkplain PartitionChange#wrappedIn wrapped in}
     * @return what is stored afterwards, with its version
     * @throws UnreadablePartitionException when the store is well, and what lies there cannot be read or decrypted
     * @throws IOException when the store cannot be read or written; the partition then is as it was before
     */
    StoredPartition update(String partition, PartitionChange change) throws IOException;

    /**
     * Forgets one partition; does nothing when there is none.
     *
     * @param partition the name, as for {@link #read}
     * @throws IOException when the store cannot be written
     */
    void delete(String partition) throws IOException;

    /**
     * Forgets one partition, if it still is what somebody has read: whatever another writer has stored since then stays.
     *
     * <p>A store for several writers compares and deletes in one step. What stands here does it in two, for stores that have one
     * writer at a time, and would delete what comes between the two.
     *
     * @param partition the name, as for {@link #read}
     * @param version the version it had, as {@link #read} or {@link #update} told it
     * @return whether it was there in this version, and is gone
     * @throws IOException when the store cannot be read or written
     */
    default boolean deleteUnchanged(String partition, String version) throws IOException {
        Optional<StoredPartition> present = read(partition);
        if (!present.isPresent() || !present.get().version().equals(version)) {
            return false;
        }
        delete(partition);
        return true;
    }

    /**
     * The names of all partitions.
     *
     * @return an unmodifiable snapshot
     * @throws IOException when the store cannot be read
     */
    Set<String> partitions() throws IOException;

    /**
     * The one partition there is room for, in a store that is a single document, such as a file which other programs open. The core refuses
     * to lay more into it before anything is stored. A decorator says what the store behind it does.
     *
     * @return its name, or empty when the store takes any, as most do
     */
    default Optional<String> onlyPartition() {
        return Optional.empty();
    }
}
