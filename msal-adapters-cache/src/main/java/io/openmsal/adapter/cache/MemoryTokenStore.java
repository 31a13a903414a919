package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A {@link TokenStore} that lasts as long as the process, for tests and for several applications of one process that share
 * their tokens. Never waits: a writer that was overtaken applies its change again. Never fails by itself. It grows with its
 * partitions and forgets none.
 */
public final class MemoryTokenStore implements TokenStore {

    private final ConcurrentMap<String, StoredPartition> partitions = new ConcurrentHashMap<>();
    private final AtomicLong lastVersion = new AtomicLong();

    /** Makes an empty store. */
    public MemoryTokenStore() {}

    @Override
    public Optional<StoredPartition> read(String partition) {
        return Optional.ofNullable(partitions.get(PartitionName.checked(partition)));
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        PartitionName.checked(partition);
        while (true) {
            StoredPartition present = partitions.get(partition);
            byte[] bytes = change.apply(Optional.ofNullable(present).map(StoredPartition::bytes));
            StoredPartition next = new StoredPartition(bytes, Long.toString(lastVersion.incrementAndGet()));
            boolean stored = present == null
                    ? partitions.putIfAbsent(partition, next) == null
                    : partitions.replace(partition, present, next);
            if (stored) {
                return next;
            }
        }
    }

    @Override
    public void delete(String partition) {
        partitions.remove(PartitionName.checked(partition));
    }

    @Override
    public boolean deleteUnchanged(String partition, String version) {
        StoredPartition present = partitions.get(PartitionName.checked(partition));
        return present != null && present.version().equals(version) && partitions.remove(partition, present);
    }

    @Override
    public Set<String> partitions() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(partitions.keySet()));
    }

    /** How many partitions there are. */
    @Override
    public String toString() {
        return "token store in memory, " + partitions.size() + " partitions";
    }
}
