package io.openmsal.domain.authority;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AD FS server ("AD FS OpenID Connect/OAuth concepts" in Microsoft's documentation). Has one realm, {@code adfs}, knows a
 * person by the subject of their ID token, and takes assertions signed with RS256. Immutable and safe for many threads.
 *
 * <p>Its addresses are read once from the metadata that the server itself publishes; no other host is ever asked, and none but
 * this one is believed to be an address of it.
 */
public final class AdfsAuthority implements Authority {

    private static final String REALM = "adfs";

    private final String address;
    private final String host;
    private final URI metadata;

    private AdfsAuthority(AuthorityUrl url) {
        if (url.segments().size() != 1 || !url.segments().get(0).equalsIgnoreCase(REALM)) {
            throw url.refused("the path of an AD FS server is /adfs and nothing more");
        }
        this.address = url.origin() + "/" + REALM;
        this.host = url.host();
        this.metadata = URI.create(address + OidcDiscovery.WELL_KNOWN);
    }

    /**
     * A server by its address. The application vouches for the host.
     *
     * @param url {@code https://{host}/adfs}
     * @param loopbackHttp whether http is accepted
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed
     */
    public static AdfsAuthority of(String url, LoopbackHttp loopbackHttp) {
        return new AdfsAuthority(AuthorityUrl.parse(url, loopbackHttp));
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
        return REALM;
    }

    /** Refused: an AD FS server has no tenants. */
    @Override
    public Authority withTenant(String other) {
        if (other.equalsIgnoreCase(REALM)) {
            return this;
        }
        throw new MsalConfigurationException(
                "tenant_override_not_supported",
                "The AD FS server " + host
                        + " has no tenants to choose from. Build another application for another server.");
    }

    @Override
    public boolean serves(Account account) {
        return host.equals(account.environment());
    }

    @Override
    public String realmFor(Account account) {
        return REALM;
    }

    @Override
    public Authority atRealm(String realm) {
        return this;
    }

    @Override
    public String realmOf(IdTokenClaims claims) {
        return REALM;
    }

    @Override
    public Endpoints endpoints(OidcDiscovery discovery, CallContext call) {
        return discovery.endpointsOf(address, metadata, MetadataRules.OWN_SERVER, call);
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
        return other instanceof AdfsAuthority authority && address.equals(authority.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address;
    }
}
