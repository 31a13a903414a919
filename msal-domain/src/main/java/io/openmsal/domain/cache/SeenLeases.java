package io.openmsal.domain.cache;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Since when this process has seen leases of others, whichever of its calls it was that looked: one whose holder is dead may tell nothing of its end, and
 * calls that have less time than its term would each begin to count anew. Safe for many threads.
 */
final class SeenLeases {

    /** More than a process waits for at a time; those go that were looked at longest ago. */
    private static final int MOST = 10_000;

    private final long ownTermMillis;
    private final Map<LeaseKey, Sighting> byKey = new LinkedHashMap<>(16, 0.75f, true);

    SeenLeases(long ownTermMillis) {
        this.ownTermMillis = ownTermMillis;
    }

    /**
     * Notes what is there.
     *
     * @return since when it has been, on the clock of this process
     */
    synchronized long since(LeaseKey key, byte[] present, long now) {
        Sighting known = byKey.get(key);
        if (known == null || !isStill(known, present, now)) {
            known = new Sighting(present, now);
            byKey.put(key, known);
            if (byKey.size() > MOST) {
                byKey.remove(byKey.keySet().iterator().next());
            }
        }
        known.last = now;
        return known.since;
    }

    /**
     * Those that nobody can read look all the same: after a term in which nobody looked it is another. A clock that is set back counts anew, and so lengthens
     * nothing by more than a term.
     */
    private boolean isStill(Sighting known, byte[] present, long now) {
        return Arrays.equals(known.bytes, present)
                && known.since <= now
                && (present.length > 0 || now - known.last <= ownTermMillis);
    }

    synchronized void forget(LeaseKey key) {
        byKey.remove(key);
    }

    private static final class Sighting {

        private final byte[] bytes;
        private final long since;
        private long last;

        Sighting(byte[] bytes, long since) {
            this.bytes = bytes;
            this.since = since;
        }
    }
}
