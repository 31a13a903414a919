package io.openmsal.domain.cache;

import io.openmsal.domain.account.Account;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether a user name came to somebody since one last looked, without a walk over everybody: for each name a sum of those to whom it came. A
 * few thousand sums serve for all names, so that one may change for another's sake, and one more walk finds nothing. Two readings of one document
 * come to the same sums. Safe for many threads.
 */
final class Namesakes {

    private static final int SUMS = 4096;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray sums = new AtomicLongArray(SUMS);

    /** Notes that somebody has a name; said after they can be found under it. */
    void add(Account person) {
        // odd, and so never nothing: whoever comes changes the sum
        sums.addAndGet(placeOf(person.username()), (person.hashCode() * SPREAD) | 1);
    }

    /** What changes when the name comes to somebody. */
    long of(String username) {
        return sums.get(placeOf(username));
    }

    /** The same for all names that {@link String#equalsIgnoreCase} holds for one. */
    private static int placeOf(String username) {
        int hash = 0;
        for (int i = 0; i < username.length(); i++) {
            hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(username.charAt(i)));
        }
        return (hash ^ (hash >>> 16)) & (SUMS - 1);
    }
}
