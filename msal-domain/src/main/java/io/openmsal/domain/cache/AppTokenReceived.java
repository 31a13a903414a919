package io.openmsal.domain.cache;

import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Scopes;
import java.io.IOException;

/**
 * An application's own token arrived.
 *
 * @param app whose it is
 * @param accessToken the token
 * @param requested the scopes asked for
 * @param now seconds since 1970
 */
record AppTokenReceived(AppKey app, AccessToken accessToken, Scopes requested, long now) implements CacheChange {

    @Override
    public void applyTo(Index index) {
        index.putApp(app, accessToken, requested, now);
    }

    @Override
    public void applyTo(UnifiedCacheDocument document) {
        document.put(app.environment(), accessToken, now);
        document.putAppMetadata(app.environment(), app.clientId());
    }

    @Override
    public PartitionKey partition() {
        return new PartitionKey.OfApplication(app, accessToken.realm());
    }

    @Override
    public void applyTo(PartitionDocuments store) throws IOException {
        store.update(partition(), this::applyTo);
    }
}
