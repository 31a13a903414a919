package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Read, change, compare and set; again when another writer was faster. Nothing is held while the change runs: no lock, no
 * connection. Whoever fails to write does so because somebody else has written, so that the writers as a whole always get on.
 */
final class OptimisticUpdate {

    static final int MOST_ATTEMPTS = 100;

    private static final int ATTEMPTS_WITHOUT_PAUSE = 3;
    private static final int LONGEST_PAUSE_MILLIS = 16;

    private final ComparedPlace place;
    private final Pause pause;

    /** How to wait before the next attempt. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    OptimisticUpdate(ComparedPlace place) {
        this(place, time -> Thread.sleep(time.toMillis()));
    }

    OptimisticUpdate(ComparedPlace place, Pause pause) {
        this.place = place;
        this.pause = pause;
    }

    Optional<StoredPartition> read(String partition) throws IOException {
        return place.read(PartitionName.checked(partition)).map(OptimisticUpdate::stored);
    }

    StoredPartition update(String partition, PartitionChange change) throws IOException {
        PartitionName.checked(partition);
        Objects.requireNonNull(change, "change");
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<byte[]> present = place.read(partition);
            byte[] next = change.apply(present.map(byte[]::clone)).clone();
            boolean unchanged = present.isPresent() && Arrays.equals(present.get(), next);
            if (unchanged || place.replace(partition, present, next, change::neededFor)) {
                return stored(next);
            }
            pauseAfter(attempt);
        }
        throw new StoreBusyException("Other writers to one partition of the " + place + " were faster " + MOST_ATTEMPTS
                + " times in a row. Try again; if it stays so, find out who writes that often.");
    }

    boolean deleteUnchanged(String partition, String version) throws IOException {
        Optional<byte[]> present = place.read(PartitionName.checked(partition));
        return present.isPresent()
                && ContentVersion.of(present.get()).equals(version)
                && place.remove(partition, present.get());
    }

    private void pauseAfter(int attempt) throws InterruptedIOException {
        if (attempt < ATTEMPTS_WITHOUT_PAUSE) {
            return;
        }
        int doublings = Math.min(attempt - ATTEMPTS_WITHOUT_PAUSE, 4);
        try {
            pause.of(Duration.ofMillis(Math.min(1 << doublings, LONGEST_PAUSE_MILLIS)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for other writers to the " + place);
        }
    }

    private static StoredPartition stored(byte[] bytes) {
        return new StoredPartition(bytes, ContentVersion.of(bytes));
    }
}
