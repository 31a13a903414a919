package io.openmsal.domain.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes that the store has not got yet, in the order in which they happened to each partition. Safe for many threads. */
final class Unsaved {

    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_OF_ONE = 100;

    private final Map<PartitionKey, List<CacheChange>> byPartition = new LinkedHashMap<>();

    // so that the usual look takes no lock
    private volatile boolean empty = true;

    synchronized void add(PartitionKey key, CacheChange change) {
        List<CacheChange> changes = byPartition.computeIfAbsent(key, fresh -> new ArrayList<>(1));
        changes.add(change);
        trim(changes);
        empty = false;
    }

    boolean isOf(PartitionKey key) {
        if (empty) {
            return false;
        }
        synchronized (this) {
            return byPartition.containsKey(key);
        }
    }

    synchronized List<CacheChange> take(PartitionKey key) {
        List<CacheChange> changes = byPartition.remove(key);
        empty = byPartition.isEmpty();
        return changes == null ? Collections.emptyList() : changes;
    }

    /** Changes that came meanwhile stay behind those that are put back. */
    synchronized void putBack(PartitionKey key, List<CacheChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<CacheChange> waiting = byPartition.computeIfAbsent(key, fresh -> new ArrayList<>(1));
        waiting.addAll(0, changes);
        trim(waiting);
        empty = false;
    }

    synchronized List<PartitionKey> some(int most) {
        if (empty) {
            return Collections.emptyList();
        }
        List<PartitionKey> keys = new ArrayList<>(byPartition.keySet());
        return keys.subList(0, Math.min(most, keys.size()));
    }

    /** The oldest go when an outage lasts: they are the nearest to their end. */
    private void trim(List<CacheChange> changes) {
        while (changes.size() > MOST_OF_ONE) {
            changes.remove(0);
        }
        Iterator<PartitionKey> oldest = byPartition.keySet().iterator();
        while (byPartition.size() > MOST_PARTITIONS) {
            oldest.next();
            oldest.remove();
        }
    }
}
