package io.openmsal.domain.cache;

import java.time.Duration;

/**
 * Which version of a partition's document the process has seen, and until when it is believed. Lies in {@link Stamps}, so that a cache without a
 * store pays nothing for it. Safe for many threads.
 */
final class Stamp extends Partition<PartitionKey> {

    /** The version of what is not stored, also where a document is that holds nothing of it. */
    static final String ABSENT = "";

    final Trust trust;
    private String version = ABSENT;
    private long shown;
    private long removed;

    Stamp(PartitionKey key, Duration trust) {
        super(key);
        this.trust = new Trust(trust);
    }

    /**
     * Takes over what is stored, together with its version: otherwise an older state could be believed to be the newer one. An answer to a
     * question that was put before one whose answer is already here may be older, and is not taken: versions tell no order. It may be newer as well,
     * since the store answers in any order.
     *
     * @param ticket the number of the question
     * @return whether it is at hand: it was taken, or was there
     */
    synchronized boolean take(long ticket, StoredDocuments.Version latest, Index index, long nowMillis) {
        if (latest.version().equals(ABSENT)) {
            return takeAbsence(ticket, index, nowMillis);
        }
        if (ticket < shown) {
            return isOf(latest.version(), index);
        }
        shown = ticket;
        Index document = latest.document().index();
        key.take(document, index, nowMillis / 1000);
        version = key.isIn(document) ? latest.version() : ABSENT;
        trust.renew(nowMillis);
        return true;
    }

    /**
     * Takes over what was written. Questions that were put meanwhile may have been answered before it was there.
     *
     * @param begun the number of the writing among the questions
     * @param written a number from after it
     * @return whether it is at hand
     */
    synchronized boolean takeWritten(
            long begun, long written, StoredDocuments.Version latest, Index index, long nowMillis) {
        if (!take(begun, latest, index, nowMillis)) {
            return false;
        }
        shown = written;
        return true;
    }

    /**
     * Takes over that nothing is stored, as {@link #take} does it.
     *
     * @param ticket the number of the question
     * @return whether nothing is at hand now
     */
    synchronized boolean takeAbsence(long ticket, Index index, long nowMillis) {
        if (ticket < shown) {
            return version.equals(ABSENT) && !key.isIn(index);
        }
        shown = ticket;
        key.removeFrom(index);
        version = ABSENT;
        trust.renew(nowMillis);
        return true;
    }

    /**
     * Makes a change at hand that the store has not got. Answers to questions from before it are not taken. Whoever is served with it next tries
     * to save it, once the store has rested and unless the copy is believed for good: nobody else may ever change this partition.
     *
     * @param ticket the number of the change among the questions
     */
    synchronized void show(long ticket, CacheChange change, Index index, long nowMillis) {
        shown = ticket;
        change.applyTo(index);
        trust.end(nowMillis);
    }

    /**
     * Notes that all of it was removed, and what goes with it; then forgets it once more, since what goes with it may have brought it back. Not where it
     * is stored anew.
     *
     * @param ticket the number of the removal among the questions
     */
    synchronized void noteRemoval(long ticket, Index index) {
        removed = ticket;
        if (version.equals(ABSENT)) {
            key.removeFrom(index);
        }
    }

    /** Whether something of it was stored by the latest answer, be it at hand or not. */
    synchronized boolean isStored() {
        return !version.equals(ABSENT);
    }

    /** Whether the answer to a question may tell of what was removed since. */
    synchronized boolean wasRemovedSince(long ticket) {
        return ticket < removed;
    }

    /** Whether a version needs no parsing. What had to make room in the process needs it again. */
    synchronized boolean isOf(String present, Index index) {
        return version.equals(present) && key.isIn(index);
    }
}
