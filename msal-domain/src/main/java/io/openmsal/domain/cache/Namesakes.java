package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether a user name came to somebody since one last looked, without a walk over everybody: a sum of those to whom it came. Names share sums, of
 * which there are several for each person, so that few change for another name's sake, and one more walk finds nothing then. Two readings of one
 * document come to the same sums. Safe for many threads.
 */
final class Namesakes {

    private static final int SUMS_FOR_EACH = 4;
    private static final int FEWEST_SUMS = 1 << 12;

    /** They take eight megabytes. */
    private static final int MOST_SUMS = 1 << 20;

    private final AtomicLongArray sums;

    /** @param people how many there may be */
    Namesakes(int people) {
        int length = FEWEST_SUMS;
        while (length < MOST_SUMS && length / SUMS_FOR_EACH < people) {
            length *= 2;
        }
        this.sums = new AtomicLongArray(length);
    }

    /** Notes that somebody has a name; said after they can be found under it. */
    void add(Account person) {
        int name = hashOf(person.username());
        // odd, and so never nothing: whoever comes changes the sum
        sums.addAndGet(placeOf(name), mixed(((long) person.hashCode() << 32) | (name & 0xFFFFFFFFL)) | 1);
    }

    /** What changes when the name comes to somebody. */
    long of(String username) {
        return sums.get(placeOf(hashOf(username)));
    }

    private int placeOf(int name) {
        return (name ^ (name >>> 16)) & (sums.length() - 1);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): people who exchange their names come to another sum. */
    private static long mixed(long bits) {
        long once = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }

    /** The same for all names that {@link String#equalsIgnoreCase} holds for one. */
    private static int hashOf(String username) {
        int hash = 0;
        for (int i = 0; i < username.length(); i++) {
            hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(username.charAt(i)));
        }
        return hash;
    }
}
