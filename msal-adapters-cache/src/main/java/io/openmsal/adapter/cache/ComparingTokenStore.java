package io.openmsal.adapter.cache;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A store in a place that compares and sets. What kind of place it is, is all that the stores differ in. */
abstract class ComparingTokenStore implements TokenStore {

    private final ComparedPlace place;
    private final OptimisticUpdate entries;

    ComparingTokenStore(ComparedPlace place) {
        this.place = place;
        this.entries = new OptimisticUpdate(place);
    }

    @Override
    public final Optional<StoredPartition> read(String partition) throws IOException {
        return entries.read(partition);
    }

    @Override
    public final StoredPartition update(String partition, PartitionChange change) throws IOException {
        return entries.update(partition, change);
    }

    @Override
    public final void delete(String partition) throws IOException {
        place.delete(PartitionName.checked(partition));
    }

    @Override
    public final boolean deleteUnchanged(String partition, String version) throws IOException {
        return entries.deleteUnchanged(partition, version);
    }

    @Override
    public final Set<String> partitions() throws IOException {
        return place.partitions();
    }

    /** What and where it is; no content. */
    @Override
    public final String toString() {
        return place.toString();
    }
}
