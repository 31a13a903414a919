package io.openmsal.domain.authority;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One deployment of Microsoft Entra.
 *
 * @param environment under which name its tokens are kept
 * @param hosts every name it answers to
 * @param unconfirmed whether nobody has vouched for it yet, so that it must be asked about before anything is sent there
 */
record Instance(String environment, Set<String> hosts, boolean unconfirmed) {

    Instance {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(hosts, "hosts");
    }

    /** The cloud a host belongs to, or the host by itself. */
    static Instance vouchedFor(String host) {
        Optional<Cloud> cloud = Cloud.ofHost(host);
        return cloud.isPresent() ? of(cloud.get()) : alone(host, false);
    }

    static Instance of(Cloud cloud) {
        return new Instance(cloud.preferredCache(), cloud.hosts(), false);
    }

    static Instance alone(String host, boolean unconfirmed) {
        return new Instance(host, Collections.singleton(host), unconfirmed);
    }
}
