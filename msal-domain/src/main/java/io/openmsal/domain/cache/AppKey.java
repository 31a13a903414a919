package io.openmsal.domain.cache;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Under which an application's own tokens are kept. Made once for each application, not for each call.
 *
 * @param clientId the application
 * @param environment the cloud, as {@link io.openmsal.domain.authority.Authority#environment()} names it
 */
public record AppKey(String clientId, String environment) {

    /** Checks that nothing is missing. */
    public AppKey {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(environment, "environment");
    }

    // by hand, here and wherever a record is a key: the first hash code that Java derives costs 40 ms of a program's
    // start
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppKey key && clientId.equals(key.clientId) && environment.equals(key.environment);
    }

    @Override
    public int hashCode() {
        return clientId.hashCode() * 31 + environment.hashCode();
    }
}
