package io.openmsal.domain.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One layout of a {@link PartitionTable}: so many places in a row, where a key lies at the place of its hash or at the next that was free. Hashes and
 * marks lie in rows of their own, so that passing by a stranger does not wait for memory. Anybody may look something up; changes are made under the
 * table's lock, and what was removed leaves a stone behind: no place ever belongs to another key.
 */
final class Places {

    /** No place at all. */
    static final int NOWHERE = -1;

    private static final byte MOST_MARKS = 2;

    /** How many there are, a power of two. */
    final int length;

    /** The hash at each place that was ever taken. */
    final int[] hashes;

    // without any order between threads: a hit must not wait, and a mark that comes late does little harm. None where
    // the table is laid out anew before anything has to make room
    private final byte[] marks;

    private final AtomicReferenceArray<@Nullable Partition<?>> partitions;
    private final Stone stone = new Stone();

    /**
     * Makes a layout in which half of the places will be taken at most.
     *
     * @param length how many places
     * @param most how many partitions the table may hold
     */
    Places(int length, int most) {
        this.length = length;
        this.hashes = new int[length];
        this.marks = new byte[most > length / 2 ? 0 : length];
        this.partitions = new AtomicReferenceArray<>(length);
    }

    /**
     * The hash of a key, multiplied by 2^32 over the golden ratio (Knuth, The Art of Computer Programming, volume 3, section 6.4) so that ids which
     * count upwards do not lie side by side.
     */
    static int spread(int hashCode) {
        int product = hashCode * 0x9E3779B9;
        return product ^ (product >>> 16);
    }

    private static int hashOf(Object key) {
        return spread(key.hashCode());
    }

    /**
     * Where a key lies, or {@link #NOWHERE}. Never a place that is free: somebody else could come there before it is looked at, whereas the place of a
     * key can only become empty.
     */
    int placeOf(Object key) {
        int hash = hashOf(key);
        int last = length - 1;
        for (int at = hash & last; ; at = (at + 1) & last) {
            Partition<?> found = partitions.get(at);
            if (found == null) {
                return NOWHERE;
            }
            if (hashes[at] == hash && found.key.equals(key)) {
                return at;
            }
        }
    }

    /** What lies at a place, if anything does. */
    @Nullable
    Partition<?> at(int place) {
        Partition<?> found = partitions.get(place);
        return found == stone ? null : found;
    }

    /** Takes the first free place for a newcomer, who has one mark: a crowd that is asked for once cannot push out what is asked for all the time. */
    int put(Partition<?> partition) {
        int hash = hashOf(partition.key);
        int last = length - 1;
        int at = hash & last;
        while (partitions.get(at) != null) {
            at = (at + 1) & last;
        }
        hashes[at] = hash;
        if (marks.length > 0) {
            marks[at] = 1;
        }
        partitions.set(at, partition);
        return at;
    }

    /** Puts a partition into the place of the one with its key. */
    void replaceAt(int place, Partition<?> latest) {
        partitions.set(place, latest);
    }

    void removeAt(int place) {
        partitions.set(place, stone);
    }

    /** All that are there at the moment. */
    List<Partition<?>> taken() {
        List<Partition<?>> taken = new ArrayList<>(length / 2);
        for (int place = 0; place < length; place++) {
            Partition<?> found = at(place);
            if (found != null) {
                taken.add(found);
            }
        }
        return taken;
    }

    /** Notes that something was looked at, and writes only where that is news: memory that is only read is shared by all cores. */
    void markUsed(int place) {
        if (marks.length > 0 && marks[place] < MOST_MARKS) {
            marks[place] = MOST_MARKS;
        }
    }

    /** Takes a mark away and says whether there was one. */
    boolean takeMark(int place) {
        byte left = marks[place];
        if (left > 0) {
            marks[place] = (byte) (left - 1);
        }
        return left > 0;
    }

    /** Lies where something was removed, and equals no key. */
    private static final class Stone extends Partition<Object> {

        Stone() {
            super(new Object());
        }
    }
}
