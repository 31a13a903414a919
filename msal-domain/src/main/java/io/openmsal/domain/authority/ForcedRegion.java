package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.port.environment.Environment;
import java.util.Optional;

/** The region that whoever operates the process set for all applications in it. */
final class ForcedRegion extends Region {

    private static final String VARIABLE = "MSAL_FORCE_REGION";

    private final Environment environment;

    ForcedRegion(Environment environment) {
        this.environment = environment;
    }

    @Override
    Optional<RegionName> nameFor(EntraAuthority authority, OidcDiscovery network, CallContext call) {
        String name = environment.variable(VARIABLE).orElse("");
        // the operator meant Microsoft's clouds; a private gateway has no regions
        return name.trim().isEmpty() || !Cloud.ofHost(authority.host()).isPresent()
                ? Optional.empty()
                : Optional.of(RegionName.required(name, "the environment variable " + VARIABLE));
    }

    @Override
    public boolean isAskedFor() {
        return false;
    }
}
