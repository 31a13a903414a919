package io.openmsal.domain.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of one kind, at most so many of them. Safe for many threads: looking one up takes no lock, changes wait for each
 * other.
 *
 * <p>An open-addressing table with linear probing (Knuth, The Art of Computer Programming, volume 3, section 6.4): from the key to
 * the partition it is one step through memory, where a map of nodes takes two. What was removed leaves a stone behind, so that nobody who
 * looks something up at that moment misses what lies beyond.
 *
 * <p>When there are too many, a hand goes round as in the CLOCK algorithm (Corbató, 1968): what was used since it last came by stays for
 * two more rounds, what has just come stays for one, and the first that has no mark left goes. What is over goes first, and all of it whenever the table is laid out anew.
 *
 * @param <K> what partitions are found by
 * @param <P> the partitions
 */
final class PartitionTable<K, P extends Partition<K>> {

    private static final int FEWEST_PLACES = 16;

    private final int most;
    private final LongAdder evictions;
    private final Stone stone = new Stone();
    private volatile AtomicReferenceArray<@Nullable Partition<?>> places = new AtomicReferenceArray<>(FEWEST_PLACES);
    private int size;
    private int stones;
    private int hand;

    /**
     * Makes an empty table.
     *
     * @param most how many partitions it may hold
     * @param evictions counts those that had to go before they were over
     */
    PartitionTable(int most, LongAdder evictions) {
        this.most = most;
        this.evictions = evictions;
    }

    @Nullable
    P get(K key) {
        AtomicReferenceArray<@Nullable Partition<?>> table = places;
        int hash = Partition.spread(key.hashCode());
        int last = table.length() - 1;
        for (int at = hash & last; ; at = (at + 1) & last) {
            Partition<?> found = table.get(at);
            if (found == null) {
                return null;
            }
            if (found.hash == hash && (found.key == key || found.key.equals(key))) {
                found.markUsed();
                return own(found);
            }
        }
    }

    /** The partition of a key, which is made where there is none. */
    synchronized P open(K key, Function<K, P> maker, long now) {
        P known = get(key);
        if (known != null) {
            return known;
        }
        if (size >= most) {
            evictOne(now);
        }
        if (2 * (size + stones + 1) > places.length()) {
            layOutAnew(now);
        }
        P opened = maker.apply(key);
        put(places, opened);
        size++;
        return opened;
    }

    /** Puts a partition into the place of the one with its key, so that nobody misses it meanwhile. */
    synchronized void replace(P latest, long now) {
        AtomicReferenceArray<@Nullable Partition<?>> table = places;
        int last = table.length() - 1;
        for (int at = latest.hash & last; table.get(at) != null; at = (at + 1) & last) {
            Partition<?> found = table.get(at);
            if (found != null && found.hash == latest.hash && found.key.equals(latest.key)) {
                table.set(at, latest);
                return;
            }
        }
        open(latest.key, key -> latest, now);
    }

    synchronized void removeIf(Predicate<P> condition) {
        for (int at = 0; at < places.length(); at++) {
            Partition<?> partition = places.get(at);
            if (isPresent(partition) && condition.test(own(partition))) {
                removeAt(at);
            }
        }
    }

    synchronized void remove(K key) {
        AtomicReferenceArray<@Nullable Partition<?>> table = places;
        int hash = Partition.spread(key.hashCode());
        int last = table.length() - 1;
        for (int at = hash & last; table.get(at) != null; at = (at + 1) & last) {
            Partition<?> found = table.get(at);
            if (found != null && found.hash == hash && found.key.equals(key)) {
                removeAt(at);
                return;
            }
        }
    }

    /** All that are there at the moment. */
    List<P> values() {
        AtomicReferenceArray<@Nullable Partition<?>> table = places;
        List<P> values = new ArrayList<>(table.length() / 4);
        for (int at = 0; at < table.length(); at++) {
            Partition<?> partition = table.get(at);
            if (isPresent(partition)) {
                values.add(own(partition));
            }
        }
        return values;
    }

    synchronized int size() {
        return size;
    }

    private void removeAt(int at) {
        places.set(at, stone);
        stones++;
        size--;
    }

    /** Goes round three times at most: those that are used again meanwhile would keep the hand going for ever. */
    private void evictOne(long now) {
        int last = places.length() - 1;
        for (int steps = 0; size >= most; steps++) {
            int at = hand & last;
            hand = at + 1;
            Partition<?> candidate = places.get(at);
            if (!isPresent(candidate)) {
                continue;
            }
            if (candidate.isOverAt(now)) {
                removeAt(at);
            } else if (!candidate.takeMark() || steps > 3 * last) {
                removeAt(at);
                evictions.increment();
            }
        }
    }

    /** Drops what is over and all stones, and makes room for as many again. */
    private void layOutAnew(long now) {
        List<P> staying = values();
        staying.removeIf(partition -> partition.isOverAt(now));
        int length = FEWEST_PLACES;
        while (length < 4 * (staying.size() + 1)) {
            length *= 2;
        }
        AtomicReferenceArray<@Nullable Partition<?>> table = new AtomicReferenceArray<>(length);
        for (P partition : staying) {
            put(table, partition);
        }
        places = table;
        size = staying.size();
        stones = 0;
    }

    private static void put(AtomicReferenceArray<@Nullable Partition<?>> table, Partition<?> partition) {
        int last = table.length() - 1;
        int at = partition.hash & last;
        while (table.get(at) != null) {
            at = (at + 1) & last;
        }
        table.set(at, partition);
    }

    private boolean isPresent(@Nullable Partition<?> partition) {
        return partition != null && partition != stone;
    }

    @SuppressWarnings("unchecked") // only put by open(), which makes them
    private P own(Partition<?> partition) {
        return (P) partition;
    }

    /** Lies where something was removed, and equals no key. */
    private static final class Stone extends Partition<Object> {

        Stone() {
            super(new Object());
        }
    }
}
