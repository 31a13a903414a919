package io.openmsal.domain.cache;

import java.util.Objects;

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
}
