package io.openmsal.domain.cache;

/**
 * The access tokens under one key of the cache, and what its {@link PartitionTable} has to know about it. One object with the
 * access tokens, so that a hit waits for memory once less. Safe for many threads.
 *
 * @param <K> what it is found by
 */
abstract class Partition<K> extends AccessTokens {

    final K key;
    final int hash;

    // without any order between threads: a hit must not wait, and a mark that comes late does little harm. Newcomers
    // have none, so
    // that a crowd that is asked for once cannot push out what is asked for all the time.
    private boolean used;

    Partition(K key) {
        this.key = key;
        this.hash = spread(key.hashCode());
    }

    /** The hash of a key with its upper bits mixed into the lower ones, which choose the place in the table. */
    static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    /** Notes that this was looked at, and writes only where that is news: memory that is only read is shared by all cores. */
    final void markUsed() {
        if (!used) {
            used = true;
        }
    }

    /** Takes the mark away and says whether there was one. */
    final boolean takeMark() {
        boolean marked = used;
        used = false;
        return marked;
    }

    /** Whether nothing here will ever serve again, so that it may go as if it had never been. */
    boolean isOverAt(long now) {
        return size() > 0 && areExpiredAt(now);
    }
}
