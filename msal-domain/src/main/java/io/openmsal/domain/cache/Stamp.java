package io.openmsal.domain.cache;

import java.time.Duration;

/**
 * Which version of a partition's document the process has seen, and until when it is believed. Lies in a table of its own, so that a cache without a
 * store pays nothing for it. Safe for many threads.
 */
final class Stamp extends Partition<PartitionKey> {

    /** The version of what is not stored. */
    static final String ABSENT = "";

    final Trust trust;
    private String version = ABSENT;

    Stamp(PartitionKey key, Duration trust) {
        super(key);
        this.trust = new Trust(trust);
    }

    /** Takes over what is stored, together with its version: otherwise an older state could be believed to be the newer one. */
    synchronized void take(StoredDocuments.Version latest, Index index, long nowMillis) {
        key.take(latest.document().index(), index, nowMillis / 1000);
        version = latest.version();
        trust.renew(nowMillis);
    }

    synchronized void takeAbsence(Index index, long nowMillis) {
        key.removeFrom(index);
        version = ABSENT;
        trust.renew(nowMillis);
    }

    /** Whether a version needs no parsing. What had to make room in the process needs it again. */
    synchronized boolean isOf(String present, Index index) {
        return version.equals(present) && key.isIn(index);
    }
}
