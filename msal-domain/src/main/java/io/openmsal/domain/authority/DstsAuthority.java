package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.net.URI;
import java.util.List;

/**
 * A tenant of dSTS, the token service inside Microsoft's data centers. Immutable and safe for many threads.
 *
 * <p>Its addresses are read once from the metadata that the server itself publishes below the tenant; none but this server is
 * believed to be an address of it.
 */
public final class DstsAuthority extends ServerAuthority {

    private static final String PREFIX = "dstsv2";

    private final String origin;
    private final URI metadata;

    private DstsAuthority(String origin, String host, String tenant) {
        super(origin + "/" + PREFIX + "/" + tenant, host, tenant);
        this.origin = origin;
        this.metadata = URI.create(address() + OidcDiscovery.WELL_KNOWN);
    }

    /**
     * A tenant by its address. The application vouches for the host.
     *
     * @param url {@code https://{host}/dstsv2/{tenant}}
     * @param loopbackHttp whether http is accepted
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed
     */
    public static DstsAuthority of(String url, LoopbackHttp loopbackHttp) {
        AuthorityUrl parsed = AuthorityUrl.parse(url, loopbackHttp);
        List<String> segments = parsed.segments();
        if (segments.size() != 2 || !segments.get(0).equalsIgnoreCase(PREFIX)) {
            throw parsed.refused("the path of a dSTS tenant is /dstsv2/{tenant} and nothing more");
        }
        return new DstsAuthority(parsed.origin(), parsed.host(), TenantName.checked(segments.get(1)));
    }

    @Override
    Authority otherTenant(String wanted) {
        return new DstsAuthority(origin, host(), TenantName.checked(wanted));
    }

    @Override
    public Authority atRealm(String realm) {
        return withTenant(realm);
    }

    @Override
    public Endpoints endpoints(OidcDiscovery discovery, CallContext call) {
        return discovery.endpointsOf(address(), metadata, MetadataRules.OWN_SERVER, call);
    }

    /** The usual addresses take certificates too. */
    @Override
    public Endpoints overMutualTls(Endpoints usual) {
        return usual;
    }

    @Override
    public SignatureAlgorithm assertionAlgorithm() {
        return SignatureAlgorithm.RS256;
    }
}
