package io.openmsal.domain.cache;

/**
 * The server refused an application the refresh token of a family, because it is no member.
 *
 * @param app the application
 */
record FamilyRefused(AppKey app) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        index.putFamily(app, "");
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        document.putAppMetadata(app, "");
    }

    /** Kept in the process alone: no partition of a store is about an application as such, and each process learns it at once. */
    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfApplication(app, "");
    }

    @Override
    public boolean reachesStore() {
        return false;
    }

    @Override
    public void applyTo(PartitionDocuments store) {
        applyTo(store.index());
    }
}
