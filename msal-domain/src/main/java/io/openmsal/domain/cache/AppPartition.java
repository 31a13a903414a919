package io.openmsal.domain.cache;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An application's own access tokens of one tenant. Safe for many threads. */
final class AppPartition extends Partition<AppPartition.Key> {

    AppPartition(Key key) {
        super(key);
    }

    /**
     * Which application, in which tenant.
     *
     * @param app the application
     * @param tenant the tenant
     */
    record Key(AppKey app, String tenant) {

        Key {
            Objects.requireNonNull(app, "app");
            Objects.requireNonNull(tenant, "tenant");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && tenant.equals(key.tenant) && app.equals(key.app);
        }

        @Override
        public int hashCode() {
            return tenant.hashCode() * 31 + app.hashCode();
        }
    }
}
