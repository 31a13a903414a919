package io.openmsal.domain.cache;

import io.openmsal.domain.failure.MsalConfigurationException;

/**
 * How much a cache keeps in the process.
 *
 * @param mostPartitions how many people, as many tenants of the application's own tokens, and as many assertions
 */
public record CacheBounds(int mostPartitions) {

    /** What is kept when nothing else is said: 100 000 of each. */
    public static final CacheBounds STANDARD = new CacheBounds(100_000);

    /** As much as comes: for the copy of a document, which is as large as the document. */
    static final CacheBounds NONE = new CacheBounds(1 << 28);

    /** Checks that something can be kept. */
    public CacheBounds {
        if (mostPartitions < 1) {
            throw new MsalConfigurationException(
                    "invalid_cache_bound", "A cache that keeps " + mostPartitions + " is none. Keep at least 1.");
        }
    }

    /** How many there may come to be of what there are so many; no more where there is no bound, since the next copy is counted anew. */
    int expected(int present) {
        return equals(NONE) ? present : mostPartitions;
    }
}
