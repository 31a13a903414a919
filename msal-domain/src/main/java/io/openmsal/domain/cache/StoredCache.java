package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import java.util.function.Consumer;

/**
 * A cache in the process with a store behind it. Safe for many threads. A store that fails is dealt with inside, as
 * {@link StoreHealth} says: {@link io.openmsal.domain.failure.MsalStoreException} is all that can come out, and where calls are to fail with the store
 * {@link io.openmsal.domain.failure.MsalCancelledException} when the thread was interrupted.
 */
sealed interface StoredCache permits WholeDocument, PartitionDocuments {

    /** What is at hand, without asking anybody. */
    Index index();

    /** The same, after the store was asked for a partition that has not been looked after for too long. */
    Index trusted(PartitionKey key);

    /** Asks the store for one partition now, and writes what is missing of it there. */
    void catchUp(PartitionKey key);

    /**
     * Asks the store for every person there is, and writes what is missing there.
     *
     * @param met is told of those for whom there may be no room at hand
     */
    void catchUpWithPeople(Consumer<Account> met);

    /** The same where one reading tells; does nothing where each person has a document of their own. */
    void catchUpWithPeopleAtOnce();

    /** Whether the store has not got all changes of a partition yet. */
    boolean isUnsaved(PartitionKey key);

    /** Makes a change at hand and in the store. */
    void change(CacheChange change);
}
