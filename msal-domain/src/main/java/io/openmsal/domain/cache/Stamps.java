package io.openmsal.domain.cache;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The stamps of partitions: for each kind as many as there may be partitions of it, so that people are not asked for again because there are as many
 * assertions. Safe for many threads.
 */
final class Stamps {

    final PartitionTable<PartitionKey, Stamp> people;
    final PartitionTable<PartitionKey, Stamp> tenants;
    final PartitionTable<PartitionKey, Stamp> assertions;

    Stamps(CacheBounds bounds) {
        this.people = tableOf(bounds);
        this.tenants = tableOf(bounds);
        this.assertions = tableOf(bounds);
    }

    private static PartitionTable<PartitionKey, Stamp> tableOf(CacheBounds bounds) {
        return new PartitionTable<>(bounds.mostPartitions(), new LongAdder(), PlaceListener.NOBODY);
    }

    @Nullable
    Stamp get(PartitionKey key) {
        return key.among(this).get(key);
    }

    /** The stamp that is known under the key of this one, or else this one. */
    Stamp open(Stamp fresh) {
        return fresh.key.among(this).open(fresh, 0);
    }
}
