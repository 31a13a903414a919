package io.openmsal.domain.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Changes that the store has not got yet, in the order in which they happened to each partition. Safe for many threads. */
final class Unsaved {

    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_OF_ONE = 100;
    private static final int TURNS = 64;

    private final Map<PartitionKey, List<CacheChange>> byPartition = new LinkedHashMap<>();

    /** Those of which some changes could not be saved, and how many batches of such changes somebody is trying to save again. */
    private final Map<PartitionKey, Integer> failed = new HashMap<>();

    /** What somebody has taken and not finished yet, and how many changes of it have been begun. */
    private final IdentityHashMap<Batch, Integer> underWay = new IdentityHashMap<>();

    private final Turn[] turns = Stream.generate(Turn::new).limit(TURNS).toArray(Turn[]::new);

    // so that the usual look takes no lock
    private volatile boolean empty = true;

    /**
     * Changes on their way to the store.
     *
     * @param key whose they are
     * @param changes the changes in their order
     * @param again whether some of them could not be saved before
     */
    record Batch(PartitionKey key, List<CacheChange> changes, boolean again) {}

    /**
     * Held while the changes of a partition are taken, saved and finished: a change that was made later must not reach the store first.
     * Few turns serve all partitions, since whoever shares one waits for the same store.
     */
    Turn turnOf(PartitionKey key) {
        return turns[Math.floorMod(key.hashCode(), turns.length)];
    }

    synchronized void add(PartitionKey key, CacheChange change) {
        List<CacheChange> changes = byPartition.computeIfAbsent(key, fresh -> new ArrayList<>(1));
        changes.add(change);
        empty = false;
    }

    /**
     * Forgets what waits in whichever partition and would undo a change that was made after it.
     *
     * @return where somebody is saving such a change at this moment
     */
    List<PartitionKey> dropOutdatedBy(CacheChange change) {
        if (empty) {
            return Collections.emptyList();
        }
        synchronized (this) {
            byPartition.entrySet().removeIf(waiting -> {
                boolean nothingLeft = waiting.getValue().removeIf(change::outdates)
                        && waiting.getValue().isEmpty();
                if (nothingLeft) {
                    failed.remove(waiting.getKey(), 0);
                }
                return nothingLeft;
            });
            noteEmptiness();
            List<PartitionKey> busy = new ArrayList<>();
            for (Batch batch : underWay.keySet()) {
                if (batch.changes().stream().anyMatch(change::outdates)) {
                    busy.add(batch.key());
                }
            }
            return Collections.unmodifiableList(busy);
        }
    }

    /** Whether nothing waits and nothing has failed. */
    boolean isEmpty() {
        return empty;
    }

    /** Whether there are changes that nobody is saving at the moment. */
    boolean isWaiting(PartitionKey key) {
        if (empty) {
            return false;
        }
        synchronized (this) {
            return byPartition.containsKey(key);
        }
    }

    /** Whether there are changes that could not be saved, also while somebody is trying again. */
    boolean hasFailed(PartitionKey key) {
        if (empty) {
            return false;
        }
        synchronized (this) {
            return failed.containsKey(key);
        }
    }

    /** Whether the store has still to lose all of a partition, also while somebody is trying again. */
    boolean isToGo(PartitionKey key) {
        if (empty) {
            return false;
        }
        synchronized (this) {
            if (!failed.containsKey(key)) {
                return false;
            }
            List<CacheChange> left = new ArrayList<>(byPartition.getOrDefault(key, Collections.emptyList()));
            for (Batch batch : underWay.keySet()) {
                if (batch.key().equals(key)) {
                    left.addAll(batch.changes());
                }
            }
            return left.stream().anyMatch(CacheChange::removesAll);
        }
    }

    /** Whether the store will still lack something that is at hand when the change is saved that somebody has begun. */
    boolean isLeftBehind(PartitionKey key) {
        if (empty) {
            return false;
        }
        synchronized (this) {
            return failed.containsKey(key) && (byPartition.containsKey(key) || hasMoreUnderWay(key));
        }
    }

    private boolean hasMoreUnderWay(PartitionKey key) {
        for (Map.Entry<Batch, Integer> taken : underWay.entrySet()) {
            Batch batch = taken.getKey();
            if (batch.key().equals(key) && taken.getValue() < batch.changes().size()) {
                return true;
            }
        }
        return false;
    }

    /** Goes on to the next change of what was taken. */
    synchronized void begin(Batch batch) {
        underWay.merge(batch, 1, Integer::sum);
    }

    /** Takes what is waiting; {@link #finish} has to follow. */
    synchronized Batch take(PartitionKey key) {
        List<CacheChange> changes = byPartition.remove(key);
        boolean again = changes != null && failed.containsKey(key);
        if (again) {
            failed.merge(key, 1, Integer::sum);
        }
        Batch batch = new Batch(key, changes == null ? Collections.emptyList() : changes, again);
        if (!batch.changes().isEmpty()) {
            underWay.put(batch, 0);
        }
        noteEmptiness();
        return batch;
    }

    /** Changes that came meanwhile stay behind those that could not be saved. */
    synchronized void finish(Batch batch, int saved) {
        underWay.remove(batch);
        List<CacheChange> rest =
                latest(batch.changes().subList(saved, batch.changes().size()));
        if (!rest.isEmpty()) {
            List<CacheChange> waiting = byPartition.computeIfAbsent(batch.key(), fresh -> new ArrayList<>(1));
            waiting.addAll(0, rest);
            failed.putIfAbsent(batch.key(), 0);
            makeRoom();
        }
        if (batch.again()) {
            failed.computeIfPresent(batch.key(), (key, trying) -> Math.max(0, trying - 1));
        }
        if (rest.isEmpty() && !byPartition.containsKey(batch.key())) {
            failed.remove(batch.key(), 0);
        }
        noteEmptiness();
    }

    private void noteEmptiness() {
        empty = byPartition.isEmpty() && failed.isEmpty() && underWay.isEmpty();
    }

    synchronized List<PartitionKey> some(int most) {
        if (empty) {
            return Collections.emptyList();
        }
        List<PartitionKey> keys = new ArrayList<>(byPartition.keySet());
        return keys.subList(0, Math.min(most, keys.size()));
    }

    /** The oldest go when an outage lasts: they are the nearest to their end. What merely waits for its turn is about to be saved. */
    private static List<CacheChange> latest(List<CacheChange> changes) {
        return changes.subList(Math.max(0, changes.size() - MOST_OF_ONE), changes.size());
    }

    private void makeRoom() {
        Iterator<PartitionKey> oldest = byPartition.keySet().iterator();
        while (failed.size() > MOST_PARTITIONS && oldest.hasNext()) {
            if (failed.remove(oldest.next()) != null) {
                oldest.remove();
            }
        }
    }
}
