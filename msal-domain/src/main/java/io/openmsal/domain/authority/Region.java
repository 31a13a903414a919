package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.environment.Environment;
import java.util.Optional;

/**
 * Which region's token endpoint an application asks for its own tokens, so that it does not depend on a far one. Tokens are
 * kept, and client assertions addressed, as if the central one had been asked. Safe for many threads; may be shared among
 * applications, which then share what was found out.
 */
public abstract sealed class Region permits CentralRegion, NamedRegion, ForcedRegion, DetectedRegion {

    Region() {}

    /**
     * No region, whatever the environment says.
     *
     * @return the central endpoint
     */
    public static Region central() {
        return new CentralRegion();
    }

    /**
     * One region. Nothing is asked and no environment read.
     *
     * @param name such as {@code westus2}
     * @return the region
     * @throws MsalConfigurationException when the text cannot be the name of a region
     */
    public static Region named(String name) {
        return new NamedRegion(RegionName.required(name, "region(...)"));
    }

    /**
     * The region this process runs in: {@code REGION_NAME} of the environment, or else what the instance metadata service of
     * Azure says, asked once and for less than a second. That there is none is remembered too; the central endpoint serves then. A call
     * with less than one and a half seconds left asks for half of them, and where nothing answers by then, the next one asks again.
     *
     * @param environment where variables are read
     * @return a new region, which remembers what was found
     */
    public static Region detected(Environment environment) {
        return new DetectedRegion(environment);
    }

    /**
     * No region, unless {@code MSAL_FORCE_REGION} of the environment names one.
     *
     * @param environment where the variable is read
     * @return what applies when nothing is said
     */
    public static Region unlessForced(Environment environment) {
        return new ForcedRegion(environment);
    }

    /**
     * The region to ask, or empty for the central endpoint.
     *
     * @throws MsalException when what the environment says is no region, or the call is over
     */
    abstract Optional<RegionName> nameFor(EntraAuthority authority, OidcDiscovery network, CallContext call);

    /**
     * Whether the application asked for a region, so that whatever has none must not be silent about it.
     *
     * @return false for {@link #central()}, and for {@link #unlessForced}, which is the operator's matter
     */
    public abstract boolean isAskedFor();
}
