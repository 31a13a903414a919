package io.openmsal.domain.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
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
    private final PlaceListener listener;
    private volatile Places places;
    private int size;
    private int stones;
    private int hand;

    /**
     * Makes an empty table.
     *
     * @param most how many partitions it may hold
     * @param evictions counts those that had to go before they were over
     * @param listener is told what lies where
     */
    PartitionTable(int most, LongAdder evictions, PlaceListener listener) {
        this.most = most;
        this.evictions = evictions;
        this.listener = listener;
        this.places = new Places(FEWEST_PLACES, most);
        listener.laidOut(places);
    }

    @Nullable
    P get(K key) {
        Places table = places;
        int place = table.placeOf(key);
        Partition<?> found = place == Places.NOWHERE ? null : table.at(place);
        if (found == null) {
            return null;
        }
        table.markUsed(place);
        return own(found);
    }

    /** The partition that is known under the key of this one, or else this one, which is kept then. */
    synchronized P open(P fresh, long now) {
        P known = get(fresh.key);
        if (known != null) {
            return known;
        }
        put(fresh, now);
        return fresh;
    }

    /** Puts a partition into the place of the one with its key, so that nobody misses it meanwhile. */
    synchronized void replace(P latest, long now) {
        int place = places.placeOf(latest.key);
        if (place == Places.NOWHERE) {
            put(latest, now);
        } else {
            latest.liesIn(this);
            places.replaceAt(place, latest);
            listener.changed(place);
        }
    }

    synchronized void removeIf(Predicate<P> condition) {
        for (int place = 0; place < places.length; place++) {
            Partition<?> partition = places.at(place);
            if (partition != null && condition.test(own(partition))) {
                removeAt(place);
            }
        }
    }

    synchronized void remove(K key) {
        int place = places.placeOf(key);
        if (place != Places.NOWHERE) {
            removeAt(place);
        }
    }

    /** A partition has other tokens than before. It may have been replaced or removed meanwhile. */
    synchronized void changed(Partition<?> partition) {
        int place = places.placeOf(partition.key);
        if (place != Places.NOWHERE && places.at(place) == partition) {
            listener.changed(place);
        }
    }

    /** All that are there at the moment. */
    List<P> values() {
        List<P> values = new ArrayList<>();
        for (Partition<?> partition : places.taken()) {
            values.add(own(partition));
        }
        return values;
    }

    synchronized int size() {
        return size;
    }

    private void put(P partition, long now) {
        if (size >= most) {
            evictOne(now);
        }
        if (2 * (size + stones + 1) > places.length) {
            layOutAnew(now);
        }
        partition.liesIn(this);
        listener.changed(places.put(partition));
        size++;
    }

    private void removeAt(int place) {
        places.removeAt(place);
        listener.changed(place);
        stones++;
        size--;
    }

    /** Goes round three times at most: those that are used again meanwhile would keep the hand going for ever. */
    private void evictOne(long now) {
        int last = places.length - 1;
        for (int steps = 0; size >= most; steps++) {
            int place = hand & last;
            hand = place + 1;
            Partition<?> candidate = places.at(place);
            if (candidate == null) {
                continue;
            }
            if (candidate.isOverAt(now)) {
                removeAt(place);
            } else if (!places.takeMark(place) || steps > 3 * last) {
                removeAt(place);
                evictions.increment();
            }
        }
    }

    /** Drops what is over and all stones, and makes room for half as many again. */
    private void layOutAnew(long now) {
        List<P> staying = values();
        staying.removeIf(partition -> partition.isOverAt(now));
        int length = FEWEST_PLACES;
        while (length < 3 * (staying.size() + 1)) {
            length *= 2;
        }
        Places table = new Places(length, most);
        for (P partition : staying) {
            table.put(partition);
        }
        listener.laidOut(table);
        places = table;
        size = staying.size();
        stones = 0;
    }

    @SuppressWarnings("unchecked") // nothing else is ever put here
    private P own(Partition<?> partition) {
        return (P) partition;
    }
}
