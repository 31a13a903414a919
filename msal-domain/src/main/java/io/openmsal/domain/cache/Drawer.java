package io.openmsal.domain.cache;

import java.util.concurrent.atomic.LongAdder;

/**
 * The partitions of one kind, with the latest token of each ready to be handed out. Safe for many threads.
 *
 * @param <K> what partitions are found by
 * @param <P> the partitions
 */
final class Drawer<K, P extends Partition<K>> {

    final ReadyTokens ready;
    final PartitionTable<K, P> partitions;

    Drawer(CacheBounds bounds, LongAdder evictions, KnownTerms terms) {
        this.ready = new ReadyTokens(terms);
        this.partitions = new PartitionTable<>(bounds.mostPartitions(), evictions, ready);
    }
}
