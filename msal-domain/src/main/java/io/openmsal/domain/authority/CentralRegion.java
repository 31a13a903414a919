package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import java.util.Optional;

/** No region. */
final class CentralRegion extends Region {

    @Override
    Optional<RegionName> nameFor(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        return Optional.empty();
    }

    @Override
    public boolean isAskedFor() {
        return false;
    }
}
