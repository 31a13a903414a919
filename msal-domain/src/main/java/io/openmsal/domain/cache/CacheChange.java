package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import java.io.IOException;
import java.util.Optional;

/** One step from one state of the cache to the next, to be done in the process and in the store alike. */
sealed interface CacheChange
        permits UserTokensReceived,
                UserTokensRenewed,
                RefreshTokenTakenOver,
                RefreshTokenReplaced,
                PersonSignedIn,
                AccountImported,
                AppTokenReceived,
                OnBehalfOfTokenReceived,
                SessionTokensReceived,
                SessionTokenReplaced,
                SessionRemoved,
                AccountRemoved,
                AppTokensRemoved,
                FamilyRefused {

    void applyTo(Index index);

    void applyTo(UnifiedCacheDocument document);

    /** The partition that tells the order among changes: those of one are made one after the other. */
    PartitionKey partition();

    /** Whether an earlier one need not be made any more, in whichever partition it may wait. */
    default boolean outdates(CacheChange earlier) {
        return false;
    }

    /** Whether it leaves nothing of its partition, nor of any that {@linkplain PartitionKey#goesWith goes with} that one. */
    default boolean removesAll() {
        return false;
    }

    /** Whether documents of partitions tell of it; otherwise it stays in the process, and says nothing of the store. */
    default boolean reachesStore() {
        return true;
    }

    /** On whose behalf something arrived. */
    default Optional<Account> onBehalfOf() {
        return Optional.empty();
    }

    /** Makes the change in the documents of the partitions it is about. */
    void applyTo(PartitionDocuments store) throws IOException;
}
