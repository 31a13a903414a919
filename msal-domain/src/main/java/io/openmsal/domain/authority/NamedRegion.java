package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import java.util.Optional;

/** The region the application named. */
final class NamedRegion extends Region {

    private final Optional<RegionName> name;

    NamedRegion(RegionName name) {
        this.name = Optional.of(name);
    }

    @Override
    Optional<RegionName> nameFor(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        return name;
    }

    @Override
    public boolean isAskedFor() {
        return true;
    }
}
