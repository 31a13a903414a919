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

    private static final byte MOST_MARKS = 2;

    // without any order between threads: a hit must not wait, and a mark that comes late does little harm. A newcomer
    // has one, so that
    // a crowd that is asked for once cannot push out what is asked for all the time.
    private byte marks = 1;

    Partition(K key) {
        this.key = key;
        this.hash = spread(key.hashCode());
    }

    /**
     * The hash of a key, multiplied by 2^32 over the golden ratio (Knuth, volume 3, section 6.4) so that ids which count upwards do
     * not lie side by side: each neighbour that is looked at in vain waits for memory.
     */
    static int spread(int hash) {
        int product = hash * 0x9E3779B9;
        return product ^ (product >>> 16);
    }

    /** Notes that this was looked at, and writes only where that is news: memory that is only read is shared by all cores. */
    final void markUsed() {
        if (marks < MOST_MARKS) {
            marks = MOST_MARKS;
        }
    }

    /** Takes a mark away and says whether there was one. */
    final boolean takeMark() {
        byte left = marks;
        if (left > 0) {
            marks = (byte) (left - 1);
        }
        return left > 0;
    }

    /** Whether nothing here will ever serve again, so that it may go as if it had never been. */
    boolean isOverAt(long now) {
        return size() > 0 && areExpiredAt(now);
    }
}
