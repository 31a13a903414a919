package io.openmsal.domain.authority;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant of dSTS, the token service inside Microsoft's data centers. Immutable and safe for many threads.
 *
 * <p>Its addresses are read once from the metadata that the server itself publishes below the tenant; none but this server is
 * believed to be an address of it.
 */
public final class DstsAuthority implements Authority {

    private static final String PREFIX = "dstsv2";

    private final String origin;
    private final String host;
    private final String tenant;
    private final URI metadata;

    private DstsAuthority(String origin, String host, String tenant) {
        this.origin = origin;
        this.host = host;
        this.tenant = tenant;
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

    private String address() {
        return origin + "/" + PREFIX + "/" + tenant;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public String environment() {
        return host;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public Authority withTenant(String other) {
        String wanted = TenantName.checked(other);
        return wanted.equals(tenant) ? this : new DstsAuthority(origin, host, wanted);
    }

    @Override
    public boolean serves(Account account) {
        return host.equals(account.environment());
    }

    @Override
    public String realmFor(Account account) {
        return tenant;
    }

    @Override
    public Authority atRealm(String realm) {
        return withTenant(realm);
    }

    @Override
    public String realmOf(IdTokenClaims claims) {
        return tenant;
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

    /** Whether the issuer is exactly the one in the server's metadata. */
    @Override
    public boolean issued(IdTokenClaims claims, Endpoints endpoints) {
        Optional<String> expected = endpoints.issuer();
        return expected.isPresent() && expected.equals(claims.issuer());
    }

    @Override
    public SignatureAlgorithm assertionAlgorithm() {
        return SignatureAlgorithm.RS256;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DstsAuthority authority && address().equals(authority.address());
    }

    @Override
    public int hashCode() {
        return address().hashCode();
    }

    @Override
    public String toString() {
        return address();
    }
}
