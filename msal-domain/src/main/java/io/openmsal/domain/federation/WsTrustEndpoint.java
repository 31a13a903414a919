package io.openmsal.domain.federation;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a federation server takes user name and password.
 *
 * @param address the address, https
 * @param version the version of WS-Trust spoken there
 */
record WsTrustEndpoint(URI address, WsTrustVersion version) {

    WsTrustEndpoint {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(version, "version");
    }

    /** The endpoint at an address that nothing but its path tells the version of, or empty when that does not either. */
    static Optional<WsTrustEndpoint> at(URI address) {
        for (WsTrustVersion version : WsTrustVersion.values()) {
            if (version.isUsuallyAt(address.getPath())) {
                return Optional.of(new WsTrustEndpoint(address, version));
            }
        }
        return Optional.empty();
    }
}
