package io.openmsal.domain.cache;

import java.io.IOException;

/**
 * An application gave up its own tokens.
 *
 * @param app the application
 */
record AppTokensRemoved(AppKey app) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        index.removeApp(app);
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        document.removeApp(app);
    }

    @Override
    public PartitionKey partition() {
        return PartitionKey.OfApplication.ofAllTenants(app);
    }

    @Override
    public boolean outdates(CacheChange earlier) {
        return earlier instanceof AppTokenReceived received && received.app().equals(app);
    }

    @Override
    public boolean removesAll() {
        return true;
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.removeApplication(app);
    }
}
