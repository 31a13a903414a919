package io.openmsal.domain.cache;

import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens under one key of the cache, in one object with them, so that a look-up waits for memory once less. Tells the {@link PartitionTable}
 * it lies in when they change. Safe for many threads.
 *
 * @param <K> what it is found by
 */
abstract class Partition<K> extends AccessTokens {

    final K key;

    private volatile @Nullable PartitionTable<?, ?> table;

    Partition(K key) {
        this.key = key;
    }

    /** Says which table this lies in from now on. */
    final void liesIn(PartitionTable<?, ?> latest) {
        this.table = latest;
    }

    @Override
    final void latestChanged() {
        PartitionTable<?, ?> here = table;
        if (here != null) {
            here.changed(this);
        }
    }

    /** The key as a text with the same hash code, under which the latest token is kept ready; null where it is not. */
    @Nullable
    String keyText() {
        return null;
    }

    /** The tenant that need not be named with each token: the one that the key is of; null when it is of none. */
    @Nullable
    String ownRealm() {
        return null;
    }

    /** What is handed out together with an access token. */
    @Nullable
    IdToken idToken(AccessToken token) {
        return null;
    }

    /** Whether nothing here will ever serve again, so that it may go as if it had never been. */
    boolean isOverAt(long now) {
        return size() > 0 && areExpiredAt(now);
    }
}
